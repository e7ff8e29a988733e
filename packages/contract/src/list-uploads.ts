import * as v from 'valibot';

import { exactObject } from './exact-object.ts';
import { moment, uploadId } from './fields.ts';

/** `GET /uploads` */
export const listUploadsRequest = exactObject({});

export const unfinishedUpload = exactObject({ uploadId, path: v.string(), startedAt: moment });
/** The caller's unfinished uploads, of every device. */
export const listUploadsAnswer = exactObject({ uploads: v.array(unfinishedUpload) });
export type UnfinishedUpload = v.InferOutput<typeof unfinishedUpload>;
export type ListUploadsAnswer = v.InferOutput<typeof listUploadsAnswer>;
