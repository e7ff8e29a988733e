import { startCrc64nvme } from './checksum/crc64nvme.ts';

/** Where the bytes go; a `FileSystemWritableFileStream` is one. Nothing is visible under the name before `close`. */
export interface DownloadSink {
  write(bytes: Uint8Array<ArrayBuffer>): Promise<void>;
  close(): Promise<void>;
  abort(reason?: unknown): Promise<void>;
}

export interface Download {
  source: ReadableStream<Uint8Array<ArrayBuffer>>;
  sink: DownloadSink;
  sizeBytes: number;
  /** What S3 says the object's CRC64NVME is; absent for an object that was stored without one. */
  crc64nvme?: string;
  progress: (receivedBytes: number) => void;
  signal: AbortSignal;
}

export type DownloadResult =
  /** Every byte is the one that S3 holds. */
  | { kind: 'verified' }
  /** Whole, but S3 knows no checksum to compare with. */
  | { kind: 'saved' }
  /** Cut off, or other bytes than S3 holds: nothing was saved. */
  | { kind: 'damaged'; receivedBytes: number };

/**
 * Streams a download to disk and compares its checksum on the way; memory stays flat, whatever the size. What is not whole
 * and right is never saved: the sink is aborted, and an earlier file under the name stays. Rejects with the signal's
 * reason, or with what the source or the sink threw (a full disk), after aborting both.
 */
export async function verifyDownload(download: Download): Promise<DownloadResult> {
  const { source, sink, sizeBytes, progress, signal } = download;
  const crc = await startCrc64nvme();
  let receivedBytes = 0;
  const reader = source.getReader();
  try {
    for (;;) {
      signal.throwIfAborted();
      const { done, value } = await reader.read();
      if (done) break;
      receivedBytes += value.length;
      crc.update(value);
      await sink.write(value);
      progress(receivedBytes);
    }
  } catch (error) {
    await Promise.allSettled([reader.cancel(error), sink.abort(error)]);
    throw error;
  }
  const differs = download.crc64nvme !== undefined && crc.value() !== download.crc64nvme;
  if (receivedBytes !== sizeBytes || differs) {
    await sink.abort();
    return { kind: 'damaged', receivedBytes };
  }
  await sink.close();
  return { kind: download.crc64nvme === undefined ? 'saved' : 'verified' };
}
