import * as v from 'valibot';

import { filesToSign, refusedFile } from './batch.ts';
import { exactObject } from './exact-object.ts';
import { presignGetAnswer, presignGetRequest } from './presign-get.ts';

/** One file of the request, as `presign-get` takes it. */
export const fileToDownload = exactObject(presignGetRequest.entries);

/** One file of the answer, as `presign-get` answers it. */
export const signedDownload = exactObject(presignGetAnswer.entries);

/**
 * Request of `POST /files/presign-get-batch`. Each file is checked by itself: one that is not there is refused in the answer,
 * and the others are signed.
 */
export const presignGetBatchRequest = exactObject({ files: filesToSign(fileToDownload) });
export type PresignGetBatchRequest = v.InferOutput<typeof presignGetBatchRequest>;

/** The answers about the files, in the order of the request. */
export const presignGetBatchAnswer = exactObject({ files: v.array(v.union([signedDownload, refusedFile])) });
export type PresignGetBatchAnswer = v.InferOutput<typeof presignGetBatchAnswer>;
