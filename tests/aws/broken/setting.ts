/** One setting of a deployed stack that somebody may break by hand, and what the doctor must say then. */
export interface BrokenSetting {
  readonly name: string;
  readonly sentence: string;
  /** Breaks the setting. Returns a function that restores it. */
  readonly spoil: () => Promise<() => Promise<unknown>>;
}
