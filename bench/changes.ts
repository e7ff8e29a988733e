import { DeleteObjectCommand, S3Client } from '@aws-sdk/client-s3';

import type { Api } from '../local/testing/api-calls.ts';
import { change, ended } from '../local/testing/change-calls.ts';
import { seedRecords } from '../local/testing/seed-records.ts';
import { StoredFiles } from '../local/testing/stored-files.ts';
import { signedInUser, signInAgain } from '../local/testing/stack-user.ts';
import { LocalStack, type StackDescription } from '../tests/e2e/stack.ts';
import type { Row } from './row.ts';

const fileCount = 10_000;
const mostDeleteSeconds = 10;
const mostMoveSeconds = 60;
/** The server says that it does it. Nobody waits for that: the page is free long before (`page-changes`). */
const mostAnsweredMs = 1000;
/** Requests that the plain way has under way at the same time: more than a browser has connections to one host. */
const plainAtOnce = 16;

/**
 * Deletes a folder of 10,000 files through the API and brings it back, and moves another one there and back, beside the plain
 * way: a DeleteObject per file, 16 at the same time, from this process.
 */
export async function measureChanges(): Promise<Row[]> {
  const stack = await LocalStack.create();
  try {
    const { description, accessToken, keyPrefix, etags } = await startSeeded(stack);
    const api = { url: description.apiUrl, accessToken };
    const deleted = await timed(api, 'delete', { items: [{ folder: 'ours' }] });
    const restored = await timed(api, 'restore', { change: deleted.changeId });
    const moved = await timed(api, 'move', { items: [{ folder: 'moved', to: 'elsewhere' }] });
    const movedBack = await timed(api, 'move', { change: moved.changeId });
    const plainSeconds = await deletePlainly(description, keyPrefix, etags);
    return rowsOf({ deleted, restored, moved, movedBack, plainSeconds });
  } finally {
    await stack.remove();
  }
}

interface Measured {
  readonly deleted: Timed;
  readonly restored: Timed;
  readonly moved: Timed;
  readonly movedBack: Timed;
  readonly plainSeconds: number;
}

function rowsOf({ deleted, restored, moved, movedBack, plainSeconds }: Measured): Row[] {
  const undone = ({ seconds }: Timed): Row => ({ what: 'undo it', ours: `${seconds.toFixed(1)} s`, target: '–' });
  const answered = (what: string, { answeredMs }: Timed): Row => ({
    what: `until the ${what} is answered`,
    ours: `${answeredMs.toFixed(0)} ms`,
    target: `≤ ${mostAnsweredMs} ms`,
    met: answeredMs <= mostAnsweredMs,
  });
  return [
    {
      what: `delete ${fileCount} files, beside one request per file`,
      ours: `${deleted.seconds.toFixed(1)} s`,
      beside: `${plainSeconds.toFixed(1)} s`,
      ratio: (plainSeconds / deleted.seconds).toFixed(2),
      target: `≤ ${mostDeleteSeconds} s`,
      met: deleted.seconds <= mostDeleteSeconds,
    },
    undone(restored),
    answered('delete', deleted),
    {
      what: `move ${fileCount} files`,
      ours: `${moved.seconds.toFixed(1)} s`,
      target: `≤ ${mostMoveSeconds} s`,
      met: moved.seconds <= mostMoveSeconds,
    },
    undone(movedBack),
    answered('move', moved),
  ];
}

/** Starts the stack with the files of one user. They are stored as records while it is stopped. */
async function startSeeded(stack: LocalStack) {
  const first = await stack.start();
  const { keyPrefix } = await signedInUser(first, 'owner');
  await stack.stop();
  for (const folder of ['ours/', 'plain/', 'moved/']) {
    const place = { bucket: first.filesBucket, prefix: keyPrefix + folder };
    seedRecords(stack.directory, { ...place, count: fileCount, contents: fileCount });
  }
  const description = await stack.start();
  const { accessToken } = await signInAgain(description, 'owner');
  const files = new StoredFiles(description, keyPrefix);
  const etags = await files.current('plain/');
  files.close();
  return { description, accessToken, keyPrefix, etags };
}

interface Timed {
  readonly changeId: string;
  readonly answeredMs: number;
  readonly seconds: number;
}

async function timed(api: Api, operation: 'delete' | 'restore' | 'move', request: object): Promise<Timed> {
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
