import type { S3ErrorCode } from '../errors.ts';

/** One configuration of a bucket, as its subresource reads and writes it. */
export interface Setting {
  /** Of the query: `cors`. */
  readonly subresource: string;
  /** What the policies are asked; without a name the operation is not built. */
  readonly actions: { readonly get: string; readonly put?: string; readonly delete?: string };
  readonly contentType: 'application/xml' | 'application/json';
  /** What a bucket without it answers, code or document. */
  readonly absent: { readonly code: S3ErrorCode } | { readonly document: string };
  /** Status of a PutBucket… that was done. */
  readonly putStatus: 200 | 204;
  /** A document as a client sent it, in the words that are kept and answered. Throws what S3 refuses. */
  readonly accept: (document: string, bucket: SettingOf) => string;
}

/** The bucket that a document is for. */
export interface SettingOf {
  readonly name: string;
  readonly blocksPublicPolicy: boolean;
}

/** The documents of a bucket by subresource; what is absent is not configured. */
export type Documents = ReadonlyMap<string, string>;

export const xmlSetting = { contentType: 'application/xml', putStatus: 200 } as const;
