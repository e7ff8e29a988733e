import * as v from 'valibot';

import { exactObject } from './exact-object.ts';
import { cursor, etag, moment, sizeBytes, storedPath, versionId } from './fields.ts';

/** Request of `GET /files/versions`. */
export const listVersionsRequest = exactObject({ path: storedPath, cursor: v.optional(cursor) });
export type ListVersionsRequest = v.InferOutput<typeof listVersionsRequest>;

/** A version of a file. A deletion is a version too, and has neither size nor ETag. */
export const fileVersion = exactObject({
  versionId,
  sizeBytes: v.optional(sizeBytes),
  storedAt: moment,
  etag: v.optional(etag),
  isDeletion: v.boolean(),
  isCurrent: v.boolean(),
});
export type FileVersion = v.InferOutput<typeof fileVersion>;

export const listVersionsAnswer = exactObject({ versions: v.array(fileVersion), cursor: v.optional(v.string()) });
export type ListVersionsAnswer = v.InferOutput<typeof listVersionsAnswer>;
