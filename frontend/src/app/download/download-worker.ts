import { startCrc64nvme } from '../transfer/checksum/crc64nvme.ts';
import type { DownloadAnswer, DownloadOrder } from './verified-download.ts';
import { saveVerified } from './save-verified.ts';

const answer = (message: DownloadAnswer) => postMessage(message);

addEventListener('message', ({ data }: MessageEvent<DownloadOrder>) => void download(data));

/** Fetches, checks and writes a file, so that no byte passes through the main thread. */
async function download({ url, handle, expected }: DownloadOrder): Promise<void> {
  try {
    const response = await fetch(url, { credentials: 'omit', cache: 'no-store', referrerPolicy: 'no-referrer' });
    if (!response.ok || !response.body) throw new Error(`S3 answered ${response.status}.`);
    const sink = await handle.createWritable();
    const progress = (receivedBytes: number) => answer({ kind: 'progress', receivedBytes });
    answer(await saveVerified(response.body, expected, startCrc64nvme(), sink, progress));
  } catch {
    answer({ kind: 'failed' });
  }
}
