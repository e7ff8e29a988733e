import { crc64nvmeOfSlices } from './crc64nvme.ts';
import { UnreadableFile, type HashListener } from '../ports.ts';
import type { HashAnswer, HashOrder } from './hash-messages.ts';

const running = new Map<number, AbortController>();
const answer = (message: HashAnswer) => postMessage(message);

addEventListener('message', ({ data }: MessageEvent<HashOrder>) => {
  if (data.kind === 'stop') running.get(data.id)?.abort();
  else void hash(data);
});

async function hash({ id, blob, sliceBytes }: Extract<HashOrder, { kind: 'hash' }>): Promise<void> {
  const stop = new AbortController();
  running.set(id, stop);
  try {
    const listener: HashListener = {
      progress: (hashedBytes) => answer({ id, kind: 'progress', hashedBytes }),
      slice: (crc64nvme) => answer({ id, kind: 'slice', crc64nvme }),
    };
    await crc64nvmeOfSlices(blob, sliceBytes, listener, stop.signal);
    answer({ id, kind: 'done' });
  } catch (error) {
    answer({ id, kind: 'failed', unreadable: error instanceof UnreadableFile });
  } finally {
    running.delete(id);
  }
}
