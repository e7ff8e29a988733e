import * as v from 'valibot';

import { exactObject } from './exact-object.ts';
import { moment, uploadId } from './fields.ts';

/** Request of `GET /uploads`. */
export const listUploadsRequest = exactObject({});

export const unfinishedUpload = exactObject({ uploadId, path: v.string(), startedAt: moment });
/** Lists the caller's unfinished uploads from every device. */
export const listUploadsAnswer = exactObject({ uploads: v.array(unfinishedUpload) });
export type UnfinishedUpload = v.InferOutput<typeof unfinishedUpload>;
export type ListUploadsAnswer = v.InferOutput<typeof listUploadsAnswer>;
