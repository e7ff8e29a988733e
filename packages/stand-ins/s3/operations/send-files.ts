import type { FileHandle } from 'node:fs/promises';
import type { ServerResponse } from 'node:http';

/** Bytes of an open file, both ends inclusive. */
export interface FilePart {
  readonly file: FileHandle;
  readonly start: number;
  readonly end: number;
}

const bufferBytes = 256 * 1024;

/**
 * Sends parts of files one after the other through two buffers: one is read into while the other is on its way. Streams
 * would allocate each piece anew and leave a garbage collection's worth of them in memory.
 */
export async function sendFiles(parts: readonly FilePart[], response: ServerResponse): Promise<void> {
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
      // Its failure is met at the next await; until then it must not count as unhandled.
      sent.catch(() => undefined);
      [filling, sending] = [sending, filling];
    }
  }
  await sent;
}

/** Resolves when the bytes have left for the kernel and the buffer may be used again; rejects when the client is gone. */
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
