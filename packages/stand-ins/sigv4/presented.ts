import type { Credential } from './credential.ts';

/** Where a request arrived, and what time it is there. */
export interface Verifier {
  readonly region: string;
  readonly service: string;
  readonly now: () => Date;
}

/** A signature as a request presents it, well-formed and within its time, not yet verified. */
export interface Presented {
  readonly authType: 'header' | 'query';
  readonly credential: Credential;
  /** `yyyyMMddTHHmmssZ` */
  readonly timestamp: string;
  readonly date: Date;
  readonly signedHeaders: readonly string[];
  readonly signature: string;
  readonly sessionToken: string | undefined;
  readonly payloadHash: string | undefined;
}
