import assert from 'node:assert/strict';

import { listTrashAnswer, startUploadAnswer, type DeleteItem } from '@airlock/contract';
import { expect } from '@jest/globals';
import * as v from 'valibot';

import { callOperation, goodBody, goodInput, operationNamed, type ApiRequest } from './api.ts';
import { send, signedRequestsIn } from './signed-request.ts';

/** Deletes a file of the owner, and resolves with the id of its version, which is in the trash then. */
export async function deletedVersion(owner: ApiRequest, file: DeleteItem): Promise<string> {
  expect((await callOperation(owner, operationNamed('delete-files'), { items: [file] })).status).toBe(200);
  const { text } = await callOperation(owner, operationNamed('list-trash'), {});
  const [trashed] = v.parse(listTrashAnswer, JSON.parse(text)).files;
  assert(trashed);
  return trashed.versionId;
}

/** Starts an upload of the owner, sends one part of it, and resolves with its id. */
export async function unfinishedUpload(owner: ApiRequest, path: string): Promise<string> {
  const [start, presign] = [operationNamed('start-upload'), operationNamed('presign-parts')];
  const started = await callOperation(owner, start, { ...goodInput(start), path });
  const { uploadId } = v.parse(startUploadAnswer, JSON.parse(started.text));
  const signed = await callOperation(owner, presign, { ...goodInput(presign), path, uploadId });
  const [part] = signedRequestsIn(signed.text);
  assert(part);
  expect(await send(part, goodBody)).toBe(200);
  return uploadId;
}
