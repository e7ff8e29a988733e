/** The signed-in person who sends a request, from a verified access token. */
export interface Caller {
  /** The `sub` of the user in the pool: a UUID in lower case. Everything that the user owns lies under it. */
  readonly id: string;
}
