import { crc64nvme } from './crc64nvme.ts';
import { UnreadableFile } from '../ports.ts';
import type { HashAnswer, HashOrder } from './worker-hash.ts';

const running = new Map<number, AbortController>();
const answer = (message: HashAnswer) => postMessage(message);

addEventListener('message', ({ data }: MessageEvent<HashOrder>) => {
  if (data.kind === 'stop') running.get(data.id)?.abort();
  else void hash(data.id, data.blob);
});

async function hash(id: number, blob: Blob): Promise<void> {
  const stop = new AbortController();
  running.set(id, stop);
  try {
    const value = await crc64nvme(blob, (hashedBytes) => answer({ id, kind: 'progress', hashedBytes }), stop.signal);
    answer({ id, kind: 'done', crc64nvme: value });
  } catch (error) {
    answer({ id, kind: 'failed', unreadable: error instanceof UnreadableFile });
  } finally {
    running.delete(id);
  }
}
