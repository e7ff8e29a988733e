import type { RunningChecksum } from '../../transfer/checksum/crc64nvme.ts';
import { DownloadFailure } from './download-failure.ts';
import type { ObjectReader } from './object-reader.ts';

export interface BodyListener {
  progress(receivedBytes: number): void;
  /** The browser has been given the whole file, and it is the file of the storage. */
  done(): void;
  failed(error: unknown): void;
  /** The browser wants no more of it. */
  cancelled(): void;
}

/**
 * Returns the bytes of `reader`. The last of them are passed on only after size and checksum have been compared: the
 * browser takes a stream that breaks for a failed download, so a wrong byte never ends as a finished file.
 */
export function checkedBody(
  reader: Pick<ObjectReader, 'source' | 'read'>,
  checksum: RunningChecksum | undefined,
  listener: BodyListener,
): ReadableStream<Uint8Array<ArrayBuffer>> {
  const { sizeBytes, crc64nvme } = reader.source;
  let receivedBytes = 0;
  const finish = (controller: ReadableStreamDefaultController<Uint8Array<ArrayBuffer>>) => {
    controller.close();
    listener.done();
  };
  return new ReadableStream(
    {
      start(controller) {
        if (sizeBytes === 0) finish(controller);
      },
      async pull(controller) {
        try {
          const bytes = await reader.read();
          receivedBytes += bytes.byteLength;
          checksum?.update(bytes);
          const isLast = receivedBytes >= sizeBytes;
          const isWrong = receivedBytes > sizeBytes || (isLast && checksum && checksum.value() !== crc64nvme);
          if (isWrong === true) throw new DownloadFailure('different');
          controller.enqueue(bytes);
          if (isLast) finish(controller);
          else listener.progress(receivedBytes);
        } catch (error) {
          controller.error(error);
          listener.failed(error);
        }
      },
      cancel: () => listener.cancelled(),
    },
    // Nothing is fetched before the browser wants it.
    { highWaterMark: 0 },
  );
}
