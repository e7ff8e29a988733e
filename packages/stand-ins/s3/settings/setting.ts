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
  /** What a bucket answers after the setting was deleted, where that is not the same as a bucket without it. */
  readonly deleted?: { readonly code: S3ErrorCode };
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

/** Stands in the records for a setting that was deleted, where that is not the same as none. */
export const deletedDocument = '';

export const xmlSetting = { contentType: 'application/xml', putStatus: 200 } as const;
