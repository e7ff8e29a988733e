/** The one pool and client whose access tokens count. */
export interface Pool {
  readonly userPoolId: string;
  readonly clientId: string;
  /** Where the pool publishes its keys. Plain http only because the address says so: a pool on this machine. */
  readonly jwksUrl: string;
}
