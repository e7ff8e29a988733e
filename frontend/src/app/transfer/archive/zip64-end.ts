type Bytes = Uint8Array<ArrayBuffer>;

/** Number of entries from which the record of ZIP64 must have the count, because two bytes no longer do. */
export const mostEntriesOfZip = 0xffff;
const endSignature = 0x06054b50;
const end64Signature = 0x06064b50;
const locatorSignature = 0x07064b50;
const endBytes = 22;
/** APPNOTE 4.5, which brought ZIP64; 3 says Unix, for the permissions of the entries. */
const madeBy = 0x032d;
const needed = 45;

/**
 * Returns the end of an archive with the records of ZIP64 before it. `client-zip` 2.5.1 writes them for large archives, and
 * not for small ones of 65,535 entries and more, of which readers then see only some. `end` is the last piece of the archive.
 */
export function withZip64Count(end: Bytes, entryCount: number): Bytes {
  const read = new DataView(end.buffer, end.byteOffset, end.byteLength);
  if (end.byteLength !== endBytes || read.getUint32(0, true) !== endSignature) throw new Error('Not the end of a ZIP.');
  const [directoryBytes, directoryAt] = [read.getUint32(12, true), read.getUint32(16, true)];
  const records = new DataView(new ArrayBuffer(76 + endBytes));
  const count = BigInt(entryCount);
  records.setUint32(0, end64Signature, true);
  records.setBigUint64(4, 44n, true);
  records.setUint16(12, madeBy, true);
  records.setUint16(14, needed, true);
  records.setBigUint64(24, count, true);
  records.setBigUint64(32, count, true);
  records.setBigUint64(40, BigInt(directoryBytes), true);
  records.setBigUint64(48, BigInt(directoryAt), true);
  records.setUint32(56, locatorSignature, true);
  records.setBigUint64(64, BigInt(directoryAt + directoryBytes), true);
  records.setUint32(72, 1, true);
  const all = new Uint8Array(records.buffer);
  all.set(end, 76);
  return all;
}

/** Whether a piece is the records of ZIP64, which stand before the end. */
export const isZip64End = (piece: Uint8Array): boolean =>
  piece.byteLength === 76 && new DataView(piece.buffer, piece.byteOffset).getUint32(0, true) === end64Signature;
