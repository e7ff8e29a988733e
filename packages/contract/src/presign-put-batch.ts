import * as v from 'valibot';

import { filesToSign, refusedFile } from './batch.ts';
import { exactObject } from './exact-object.ts';
import { presignPutAnswer, presignPutRequest } from './presign-put.ts';

/**
 * One file of the request, as `presign-put` takes it. With `endpoint` its URL names the dual-stack endpoint of S3, to which a
 * browser opens connections of its own.
 */
export const fileToUpload = exactObject({
  ...presignPutRequest.entries,
  endpoint: v.optional(v.literal('dual-stack', 'Must be dual-stack.')),
});
export type FileToUpload = v.InferOutput<typeof fileToUpload>;

/** One file of the answer, as `presign-put` answers it. */
export const signedUpload = exactObject(presignPutAnswer.entries);

/**
 * Request of `POST /files/presign-put-batch`. Each file is checked by itself: one that breaks a rule is refused in the answer,
 * and the others are signed.
 */
export const presignPutBatchRequest = exactObject({ files: filesToSign(fileToUpload) });
export type PresignPutBatchRequest = v.InferOutput<typeof presignPutBatchRequest>;

/** The answers about the files, in the order of the request. */
export const presignPutBatchAnswer = exactObject({ files: v.array(v.union([signedUpload, refusedFile])) });
export type PresignPutBatchAnswer = v.InferOutput<typeof presignPutBatchAnswer>;
