export type Bytes = Uint8Array<ArrayBuffer>;

/** Returns the bytes of all pieces in one. */
export function joined(pieces: readonly Bytes[]): Bytes {
  const [first] = pieces;
  if (first && pieces.length === 1) return first;
  const all = new Uint8Array(pieces.reduce((sum, { byteLength }) => sum + byteLength, 0));
  let at = 0;
  for (const piece of pieces) {
    all.set(piece, at);
    at += piece.byteLength;
  }
  return all;
}

/** Yields the same bytes in pieces of at least `leastBytes`, except for the last one: few large pieces cost less. */
export async function* inLargePieces(pieces: AsyncIterable<Bytes>, leastBytes: number): AsyncGenerator<Bytes, void> {
  let held: Bytes[] = [];
  let heldBytes = 0;
  for await (const piece of pieces) {
    held.push(piece);
    heldBytes += piece.byteLength;
    if (heldBytes < leastBytes) continue;
    yield joined(held);
    [held, heldBytes] = [[], 0];
  }
  if (heldBytes > 0) yield joined(held);
}
