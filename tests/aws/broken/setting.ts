/** One setting of a deployed stack, as somebody would spoil it by hand, and what the doctor must say then. */
export interface BrokenSetting {
  readonly name: string;
  readonly sentence: string;
  /** Spoils it, and returns what puts it back. */
  readonly spoil: () => Promise<() => Promise<unknown>>;
}
