/** Count, and size or place in bytes, from which the records of ZIP64 have the number, because the fields of ZIP no longer do. */
const mostCount = 0xffff;
const mostBytes = 0xffffffff;
const endSignature = 0x06054b50;
const end64Signature = 0x06064b50;
const locatorSignature = 0x07064b50;
const endBytes = 22;
const records64Bytes = 76;
/** APPNOTE 4.5, which brought ZIP64; 3 says Unix, for the permissions of the entries. */
const madeBy = 0x032d;
const needed = 45;

/** The central directory of an archive: how many entries it names, where it begins, and how long it is. */
interface Directory {
  readonly entryCount: number;
  readonly at: number;
  readonly sizeBytes: number;
}

/** Returns what stands behind the central directory: the end of the archive, after the records of ZIP64 when they are needed. */
export function zipEnd(directory: Directory): Uint8Array<ArrayBuffer> {
  const { entryCount, at, sizeBytes } = directory;
  const needs64 = entryCount >= mostCount || at >= mostBytes || sizeBytes >= mostBytes;
  const before = needs64 ? records64Bytes : 0;
  const records = new DataView(new ArrayBuffer(before + endBytes));
  if (needs64) writeRecords64(records, directory);
  records.setUint32(before, endSignature, true);
  records.setUint16(before + 8, Math.min(entryCount, mostCount), true);
  records.setUint16(before + 10, Math.min(entryCount, mostCount), true);
  records.setUint32(before + 12, Math.min(sizeBytes, mostBytes), true);
  records.setUint32(before + 16, Math.min(at, mostBytes), true);
  return new Uint8Array(records.buffer);
}

function writeRecords64(records: DataView, { entryCount, at, sizeBytes }: Directory): void {
  const count = BigInt(entryCount);
  records.setUint32(0, end64Signature, true);
  records.setBigUint64(4, 44n, true);
  records.setUint16(12, madeBy, true);
  records.setUint16(14, needed, true);
  records.setBigUint64(24, count, true);
  records.setBigUint64(32, count, true);
  records.setBigUint64(40, BigInt(sizeBytes), true);
  records.setBigUint64(48, BigInt(at), true);
  records.setUint32(56, locatorSignature, true);
  records.setBigUint64(64, BigInt(at + sizeBytes), true);
  records.setUint32(72, 1, true);
}
