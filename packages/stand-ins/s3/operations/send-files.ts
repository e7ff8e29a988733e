import type { FileHandle } from 'node:fs/promises';
import type { ServerResponse } from 'node:http';

/** A range of bytes of an open file, both ends inclusive. */
export interface FileRange {
  readonly file: FileHandle;
  readonly start: number;
  readonly end: number;
}

const bufferBytes = 256 * 1024;

/**
 * Sends ranges of files one after the other through two buffers: while one is being sent, the next is read into the
 * other. Streams would allocate each piece anew and leave dozens of MiB of garbage in memory.
 */
export async function sendFiles(parts: readonly FileRange[], response: ServerResponse): Promise<void> {
  let [filling, sending] = [Buffer.allocUnsafeSlow(bufferBytes), Buffer.allocUnsafeSlow(bufferBytes)];
  let sent: Promise<void> = Promise.resolve();
  for (const { file, start, end } of parts) {
    for (let position = start; position <= end;) {
      const length = Math.min(bufferBytes, end - position + 1);
      const { bytesRead } = await file.read(filling, 0, length, position);
      if (bytesRead === 0) throw new Error('A blob is shorter than its record says.');
      position += bytesRead;
      await sent;
      sent = write(response, filling.subarray(0, bytesRead));
      // Its failure is handled at the next await; until then it must not count as unhandled.
      sent.catch(() => undefined);
      [filling, sending] = [sending, filling];
    }
  }
  await sent;
}

/**
 * Resolves when the bytes have been handed to the kernel and the buffer may be used again. Rejects when the client has
 * disconnected.
 */
function write(response: ServerResponse, bytes: Buffer): Promise<void> {
  return new Promise((resolve, reject) => {
    const gone = () => reject(new Error('The client went away.'));
    if (response.destroyed) {
      gone();
      return;
    }
    response.once('close', gone);
    response.write(bytes, (error) => {
      response.removeListener('close', gone);
      if (error) reject(error);
      else resolve();
    });
  });
}
