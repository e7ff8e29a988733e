/** The only user pool and client whose access tokens are accepted. */
export interface Pool {
  readonly userPoolId: string;
  readonly clientId: string;
  /** URL of the keys of the pool. It is plain HTTP only for a pool on this machine. */
  readonly jwksUrl: string;
}
