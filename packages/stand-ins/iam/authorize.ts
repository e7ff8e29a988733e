import type { AccessKey } from '../sigv4/access-key.ts';

/** What guards one bucket, or as a trust policy one role: its policy, and whether a public policy opens it to nobody else (`RestrictPublicBuckets`). */
export interface BucketGuard {
  /** The JSON document, parsed. */
  readonly policy: unknown;
  readonly restrictsPublic: boolean;
}

/** One question a service asks before it acts, in the words of the service authorization reference. */
export interface AuthorizationRequest {
  /** `undefined`: the request was not signed. */
  readonly principal: AccessKey | undefined;
  /** `s3:PutObject` */
  readonly action: string;
  /** `arn:aws:s3:::bucket/key` */
  readonly resource: string;
  /** Condition keys with their values, `{ 's3:if-none-match': '*', 'aws:SecureTransport': 'false' }`. */
  readonly context: Readonly<Record<string, string | readonly string[]>>;
  /** Of the bucket as it is now; when left out, as the template has it. */
  readonly guard?: BucketGuard | undefined;
}

export type Authorize = (request: AuthorizationRequest) => Promise<boolean>;
