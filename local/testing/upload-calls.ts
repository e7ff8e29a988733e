import {
  completeUploadAnswer,
  listPartsAnswer,
  listUploadsAnswer,
  partPlan,
  presignPartsAnswer,
  startUploadAnswer,
  type PresignPartsAnswer,
} from '@airlock/contract';
import * as v from 'valibot';

import { call, crc64nvme, put, type Api, type FileToSend } from './api-calls.ts';

/** An upload in parts that was started, and the bytes that belong to it. */
export interface SentUpload {
  readonly uploadId: string;
  readonly path: string;
  readonly bytes: Buffer;
}

export async function startUpload(api: Api, { path, bytes, contentType = 'text/plain', replaces }: FileToSend) {
  const asked = { path, sizeBytes: bytes.length, contentType, replaces };
  const answer = await call(api, 'POST', '/uploads', asked);
  return { path, bytes, ...v.parse(startUploadAnswer, await answer.json()) };
}

export function partOf({ bytes }: Pick<SentUpload, 'bytes'>, partNumber: number): Buffer {
  const { partSizeBytes } = partPlan(bytes.length);
  return bytes.subarray((partNumber - 1) * partSizeBytes, partNumber * partSizeBytes);
}

export async function presignParts(api: Api, upload: SentUpload, partNumbers: readonly number[]) {
  const parts = await Promise.all(
    partNumbers.map(async (partNumber) => ({ partNumber, crc64nvme: await crc64nvme(partOf(upload, partNumber)) })),
  );
  const asked = { path: upload.path, sizeBytes: upload.bytes.length, parts };
  const answer = await call(api, 'POST', `/uploads/${upload.uploadId}/presign-parts`, asked);
  return v.parse(presignPartsAnswer, await answer.json()).parts;
}

/** Sends one part with the answer of `presignParts`. */
export const putPart = (signed: PresignPartsAnswer['parts'][number], bytes: Buffer, changed = {}) =>
  put({ ...signed, expiresAt: '' }, bytes, changed);

export async function sendParts(api: Api, upload: SentUpload, partNumbers: readonly number[]): Promise<number[]> {
  const signed = await presignParts(api, upload, partNumbers);
  const answers = signed.map((part) => putPart(part, partOf(upload, part.partNumber)));
  return (await Promise.all(answers)).map(({ status }) => status);
}

export async function listParts(api: Api, { uploadId, path }: SentUpload) {
  const answer = await call(api, 'GET', `/uploads/${uploadId}/parts?path=${encodeURIComponent(path)}`);
  return v.parse(listPartsAnswer, await answer.json()).parts;
}

/** Completes an upload and returns the answer unread, since many tests are about refusals. */
export async function complete(api: Api, { uploadId, path, bytes }: SentUpload, changes: object = {}) {
  const asked = { path, sizeBytes: bytes.length, crc64nvme: await crc64nvme(bytes), ...changes };
  return call(api, 'POST', `/uploads/${uploadId}/complete`, asked);
}

export const completed = async (answer: Response) => v.parse(completeUploadAnswer, await answer.json());

export const abort = (api: Api, { uploadId, path }: SentUpload): Promise<Response> =>
  call(api, 'DELETE', `/uploads/${uploadId}?path=${encodeURIComponent(path)}`);

export async function listUploads(api: Api) {
  return v.parse(listUploadsAnswer, await (await call(api, 'GET', '/uploads')).json()).uploads;
}
