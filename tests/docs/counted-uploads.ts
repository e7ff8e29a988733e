import { settled, signedPut } from '../../frontend/src/app/transfer/testing/fake-ports.ts';
import { FakeStore } from '../../frontend/src/app/transfer/testing/fake-store.ts';
import { SymbolicFile, symbolicChecksum } from '../../frontend/src/app/transfer/testing/symbolic-file.ts';
import { Tab } from '../../frontend/src/app/transfer/testing/tab.ts';
import type { TransferApi } from '../../frontend/src/app/transfer/ports.ts';
import type { Counts } from './page-tables.ts';

/** The operation that each call of the engine's port is. */
const operationOf: Readonly<Record<keyof TransferApi, string>> = {
  presignPut: 'presign-put',
  presignPutBatch: 'presign-put-batch',
  describeFile: 'presign-get',
  startUpload: 'start-upload',
  presignParts: 'presign-parts',
  listParts: 'list-parts',
  completeUpload: 'complete-upload',
  abortUpload: 'abort-upload',
  listUploads: 'list-uploads',
};

/** Turns of the event loop after which the engine has done what it does in the background when the uploads are over. */
const turnsUntilIdle = 50;

/** Sends a file of this size with the app's engine. Resolves with the calls of the API and the PUTs of bytes to S3. */
export async function countUpload(sizeBytes: number): Promise<Counts> {
  const store = new FakeStore();
  let putCount = 0;
  store.api.presignPut = () => {
    store.calls.push('presignPut');
    return Promise.resolve(signedPut);
  };
  const sendPart = store.put;
  store.put = (signed, body, progress, signal) => {
    putCount += 1;
    if (signed.url !== signedPut.url) return sendPart(signed, body, progress, signal);
    return Promise.resolve({ status: 200, crc64nvme: symbolicChecksum(body) });
  };
  const tab = new Tab(store);
  tab.add(new SymbolicFile(sizeBytes).file);
  const end = await tab.untilEnd();
  if (end.kind !== 'done') throw new Error(`The upload ended as ${end.kind}.`);
  for (let turn = 0; turn < turnsUntilIdle; turn += 1) await settled();
  const byOperation = Map.groupBy(store.calls, (call) => operationOf[call]);
  return { ...Object.fromEntries([...byOperation].map(([name, { length }]) => [name, length])), PUT: putCount };
}
