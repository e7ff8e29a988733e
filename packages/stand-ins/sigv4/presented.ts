import type { Credential } from './credential.ts';

/** The endpoint that a request arrived at, with its clock. */
export interface Verifier {
  readonly region: string;
  readonly service: string;
  readonly now: () => Date;
}

/** The signature that a request presents. It is well-formed and within its time, but not verified yet. */
export interface Presented {
  readonly authType: 'header' | 'query';
  readonly credential: Credential;
  /** The time of signing as `yyyyMMddTHHmmssZ`. */
  readonly timestamp: string;
  readonly date: Date;
  readonly signedHeaders: readonly string[];
  readonly signature: string;
  readonly sessionToken: string | undefined;
  readonly payloadHash: string | undefined;
}
