import type { IncomingMessage } from 'node:http';

/**
 * Gives each piece of a body to `take`; when `take` returns a promise, the client has to wait for it. The function uses
 * events and not `for await`, because several promises for each 64 KiB would be half of the garbage and a tenth of the
 * time of a large PUT. Rejects when `take` throws or the client breaks off; the request itself is left open for an
 * answer.
 */
export function consume(incoming: IncomingMessage, take: (bytes: Buffer) => Promise<void> | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    const stop = () => {
      incoming.off('data', onData).off('end', onEnd).off('error', fail).off('close', onClose);
    };
    const fail = (error: unknown) => {
      stop();
      incoming.pause();
      reject(error instanceof Error ? error : new Error(String(error)));
    };
    const onEnd = () => {
      stop();
      resolve();
    };
    const onClose = () => fail(new Error('The client broke off.'));
    const onData = (bytes: Buffer) => {
      try {
        const wait = take(bytes);
        if (!wait) {
          release(bytes);
          return;
        }
        incoming.pause();
        wait.then(() => {
          release(bytes);
          incoming.resume();
        }, fail);
      } catch (error) {
        fail(error);
      }
    };
    if (incoming.destroyed) onClose();
    else incoming.on('data', onData).on('end', onEnd).on('error', fail).on('close', onClose);
  });
}

/**
 * Frees a piece's memory at once. The piece is a copy that the HTTP parser made for this server alone; without this,
 * dozens of MiB would gather before the garbage collector runs.
 */
function release({ buffer, byteLength }: Buffer): void {
  if (buffer instanceof ArrayBuffer && buffer.byteLength === byteLength) buffer.transfer(0);
}
