import type { S3ErrorCode } from '../errors.ts';

/** One configuration of a bucket, as its subresource reads and writes it. */
export interface Setting {
  /** The name in the query, such as `cors`. */
  readonly subresource: string;
  /** The actions that the policies must allow; an operation without an action is not built. */
  readonly actions: { readonly get: string; readonly put?: string; readonly delete?: string };
  readonly contentType: 'application/xml' | 'application/json';
  /** What a bucket without this setting answers: an error code or a document. */
  readonly absent: { readonly code: S3ErrorCode } | { readonly document: string };
  /** Status of a successful PutBucket… request. */
  readonly putStatus: 200 | 204;
  /** Turns a document of a client into the form that is stored and answered. Throws what S3 refuses. */
  readonly accept: (document: string, bucket: SettingOf) => string;
}

/** The bucket that a document is for. */
export interface SettingOf {
  readonly name: string;
  readonly blocksPublicPolicy: boolean;
}

/** The documents of a bucket by subresource; a missing document means that nothing is configured. */
export type Documents = ReadonlyMap<string, string>;

export const xmlSetting = { contentType: 'application/xml', putStatus: 200 } as const;
