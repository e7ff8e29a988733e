/** Ends sessions of people in the user pool. */
export interface SessionEnder {
  /** Revokes all refresh tokens of a person. Access tokens stay good for the API until they expire. */
  readonly endAll: (userPoolId: string, username: string) => Promise<void>;
}
