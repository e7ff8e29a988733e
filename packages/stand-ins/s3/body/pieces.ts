import type { IncomingMessage } from 'node:http';

import { consume } from './consume.ts';

/**
 * Iterates over the pieces of a body, for readers of lines and counts. Unlike the request's own iterator it leaves the
 * request open when it ends early or fails, so that the answer can still be read. Each piece belongs to the reader.
 */
export async function* piecesOf(incoming: IncomingMessage): AsyncGenerator<Buffer, void> {
  const state: State = { pieces: [], isAbandoned: false, next: () => undefined };
  const end = consume(incoming, (bytes) => arrive(state, bytes)).then(
    () => ({ kind: 'end' as const }),
    (error: unknown) => ({ kind: 'failed' as const, error }),
  );
  try {
    for (;;) {
      const arrived = new Promise<{ readonly kind: 'arrived' }>((resolve) => {
        state.next = () => resolve({ kind: 'arrived' });
        if (state.pieces.length > 0) state.next();
      });
      const event = await Promise.race([arrived, end]);
      for (const { bytes, taken } of state.pieces.splice(0)) {
        yield bytes;
        taken();
      }
      if (event.kind === 'failed') throw event.error;
      if (event.kind === 'end') return;
    }
  } finally {
    state.isAbandoned = true;
    for (const { taken } of state.pieces.splice(0)) taken();
  }
}

interface State {
  readonly pieces: { readonly bytes: Buffer; readonly taken: () => void }[];
  isAbandoned: boolean;
  next: () => void;
}

/**
 * Stores a piece. The client waits until the reader comes back for more; when nobody reads any more, the piece is
 * dropped.
 */
function arrive(state: State, bytes: Buffer): Promise<void> | undefined {
  if (state.isAbandoned) return undefined;
  return new Promise((taken) => {
    state.pieces.push({ bytes: Buffer.from(bytes), taken });
    state.next();
  });
}
