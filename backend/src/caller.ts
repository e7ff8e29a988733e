/** Who asks, from a verified access token. */
export interface Caller {
  /** The `sub` of the user in the pool: a UUID in lower case. Everything the user owns lies under it. */
  readonly id: string;
}
