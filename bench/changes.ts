import { DeleteObjectCommand, S3Client } from '@aws-sdk/client-s3';

import type { Api } from '../local/testing/api-calls.ts';
import { change, ended } from '../local/testing/change-calls.ts';
import { StoredFiles } from '../local/testing/stored-files.ts';
import { signedInUser } from '../local/testing/stack-user.ts';
import { LocalStack, type StackDescription } from '../tests/e2e/stack.ts';
import type { Row } from './row.ts';

const fileCount = 10_000;
const mostDeleteSeconds = 10;
/** Requests that the plain way has under way at the same time: more than a browser has connections to one host. */
const plainAtOnce = 16;

/**
 * Deletes a folder of 10,000 files through the API and brings it back, beside the plain way: a DeleteObject per file, 16 at
 * the same time, from this process.
 */
export async function measureChanges(): Promise<Row[]> {
  const stack = await LocalStack.create();
  try {
    const description = await stack.start();
    const { accessToken, keyPrefix } = await signedInUser(description, 'owner');
    const files = new StoredFiles(description, keyPrefix);
    await files.fill('ours/', fileCount);
    const etags = await files.fill('plain/', fileCount);
    files.close();
    const api = { url: description.apiUrl, accessToken };
    const deleted = await timed(api, 'delete', { items: [{ folder: 'ours' }] });
    const restored = await timed(api, 'restore', { change: deleted.changeId });
    const plainSeconds = await deletePlainly(description, keyPrefix, etags);
    return [
      {
        what: `delete ${fileCount} files, beside one request per file`,
        ours: `${deleted.seconds.toFixed(1)} s`,
        beside: `${plainSeconds.toFixed(1)} s`,
        ratio: (plainSeconds / deleted.seconds).toFixed(2),
        target: `≤ ${mostDeleteSeconds} s`,
        met: deleted.seconds <= mostDeleteSeconds,
      },
      { what: `undo it`, ours: `${restored.seconds.toFixed(1)} s`, target: '–' },
      {
        what: 'until the delete is answered and the page is free',
        ours: `${deleted.answeredMs.toFixed(0)} ms`,
        target: '–',
      },
    ];
  } finally {
    await stack.remove();
  }
}

async function timed(api: Api, operation: 'delete' | 'restore', request: object) {
  const began = performance.now();
  const begun = await change(api, operation, request);
  const answeredMs = performance.now() - began;
  const { changeId, doneCount } = await ended(api, begun);
  if (doneCount !== fileCount) throw new Error(`${operation} did ${doneCount} of ${fileCount} files.`);
  return { changeId, answeredMs, seconds: (performance.now() - began) / 1000 };
}

async function deletePlainly(stack: StackDescription, keyPrefix: string, etags: ReadonlyMap<string, string>) {
  const client = new S3Client({
    endpoint: stack.s3Url,
    region: stack.region,
    credentials: { accessKeyId: stack.adminAccessKeyId, secretAccessKey: stack.adminSecretAccessKey },
    forcePathStyle: true,
  });
  const rest = etags.entries();
  const worker = async (): Promise<void> => {
    for (const [path, IfMatch] of rest) {
      await client.send(new DeleteObjectCommand({ Bucket: stack.filesBucket, Key: `${keyPrefix}${path}`, IfMatch }));
    }
  };
  const began = performance.now();
  await Promise.all(Array.from({ length: plainAtOnce }, worker));
  client.destroy();
  return (performance.now() - began) / 1000;
}
