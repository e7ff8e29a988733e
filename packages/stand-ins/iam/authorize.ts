import type { AccessKey } from '../sigv4/access-key.ts';

/** The policy of a bucket, and whether a public policy opens the bucket to nobody else (`RestrictPublicBuckets`). */
export interface BucketGuard {
  /** The parsed JSON document; `undefined` when the bucket has no policy. */
  readonly policy: unknown;
  readonly restrictsPublic: boolean;
}

/** The question that a service asks before it acts, in the words of the service authorization reference. */
export interface AuthorizationRequest {
  /** The key that signed the request; `undefined` when nobody signed it. */
  readonly principal: AccessKey | undefined;
  /** The action that the caller asks for, such as `s3:PutObject`. */
  readonly action: string;
  /** ARN of the resource that the action concerns, such as `arn:aws:s3:::bucket/key`. */
  readonly resource: string;
  /** Condition keys with their values, `{ 's3:if-none-match': '*', 'aws:SecureTransport': 'false' }`. */
  readonly context: Readonly<Record<string, string | readonly string[]>>;
  /** The guard of the bucket as it is now. Without it, the template's guard of the resource decides. */
  readonly guard?: BucketGuard | undefined;
}

/** Says whether the policies allow a request. */
export type Authorize = (request: AuthorizationRequest) => boolean | Promise<boolean>;
