import { crc64nvmeOfSlices, startCrc64nvme } from './crc64nvme.ts';
import { UnreadableFile, type HashListener } from '../ports.ts';
import { smallBytes, type HashAnswer, type HashOrder } from './hash-messages.ts';

type Order = Extract<HashOrder, { kind: 'hash' }>;

const running = new Map<number, AbortController>();
const answer = (message: HashAnswer, moved: Transferable[] = []) => postMessage(message, { transfer: moved });

addEventListener('message', ({ data }: MessageEvent<HashOrder>) => {
  if (data.kind === 'stop') running.get(data.id)?.abort();
  else void hash(data);
});

async function hash(order: Order): Promise<void> {
  const { id, blob, sliceBytes } = order;
  const stop = new AbortController();
  running.set(id, stop);
  try {
    await (blob.size <= Math.min(smallBytes, sliceBytes) ? hashSmall(order) : hashSlices(order, stop.signal));
  } catch (error) {
    answer({ id, kind: 'failed', unreadable: error instanceof UnreadableFile });
  } finally {
    running.delete(id);
  }
}

async function hashSlices({ id, blob, sliceBytes }: Order, signal: AbortSignal): Promise<void> {
  const listener: HashListener = {
    progress: (hashedBytes) => answer({ id, kind: 'progress', hashedBytes }),
    slice: (crc64nvme) => answer({ id, kind: 'slice', crc64nvme }),
  };
  await crc64nvmeOfSlices(blob, sliceBytes, listener, signal);
  answer({ id, kind: 'done' });
}

/** Hashes a small body with one message. Nobody has time to stop it. */
async function hashSmall({ id, blob }: Order): Promise<void> {
  const bytes = await blob.arrayBuffer().catch(() => undefined);
  if (bytes?.byteLength !== blob.size) throw new UnreadableFile('The file can no longer be read.');
  const crc = startCrc64nvme();
  crc.update(new Uint8Array(bytes));
  answer({ id, kind: 'small', crc64nvme: crc.value(), bytes }, [bytes]);
}
