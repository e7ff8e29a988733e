import type { IncomingMessage } from 'node:http';

/**
 * Gives each piece of a body to `take`; where that returns a promise, the client is made to wait for it. Events and not
 * `for await`: several promises for each 64 KiB would be half of the garbage and a tenth of the time of a large PUT.
 * Rejects when `take` throws or the client breaks off; the request itself is left open for an answer.
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
 * Gives a piece's memory back now. It is a copy that the HTTP parser made for us alone; the collector would let
 * dozens of MiB of such pieces gather before it looks at them.
 */
function release({ buffer, byteLength }: Buffer): void {
  if (buffer instanceof ArrayBuffer && buffer.byteLength === byteLength) buffer.transfer(0);
}
