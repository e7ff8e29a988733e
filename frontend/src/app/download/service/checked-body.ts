import { startCrc64nvme } from '../../transfer/checksum/crc64nvme.ts';
import { DownloadFailure } from './download-failure.ts';
import type { ObjectReader } from './object-reader.ts';

type Bytes = Uint8Array<ArrayBuffer>;
type CheckedReader = Pick<ObjectReader, 'source' | 'read'>;

export interface BodyListener {
  progress(receivedBytes: number): void;
  /** The browser has been given the whole file, and it is the file of the storage. */
  done(): void;
  failed(error: unknown): void;
  /** The browser wants no more of it. */
  cancelled(): void;
}

/**
 * Yields the bytes of `reader`. The last of them come only after size and checksum have been compared. Throws a
 * DownloadFailure when they differ.
 */
export async function* checkedPieces(reader: CheckedReader): AsyncGenerator<Bytes, void> {
  const { sizeBytes, crc64nvme } = reader.source;
  const checksum = crc64nvme === undefined || sizeBytes === 0 ? undefined : startCrc64nvme();
  for (let receivedBytes = 0; receivedBytes < sizeBytes;) {
    const bytes = await reader.read();
    receivedBytes += bytes.byteLength;
    checksum?.update(bytes);
    const isWrong =
      receivedBytes > sizeBytes || (receivedBytes === sizeBytes && checksum && checksum.value() !== crc64nvme);
    if (isWrong === true) throw new DownloadFailure('different');
    yield bytes;
  }
}

/**
 * Returns the bytes of `reader` as the body of an answer. The browser takes a stream that breaks for a failed download, so a
 * wrong byte never ends as a finished file.
 */
export function checkedBody(reader: CheckedReader, listener: BodyListener): ReadableStream<Bytes> {
  const { sizeBytes } = reader.source;
  const pieces = checkedPieces(reader);
  let receivedBytes = 0;
  const finish = (controller: ReadableStreamDefaultController<Bytes>) => {
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
          const piece = await pieces.next();
          if (piece.done === true) throw new Error('There was more to come.');
          receivedBytes += piece.value.byteLength;
          controller.enqueue(piece.value);
          if (receivedBytes === sizeBytes) finish(controller);
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
