import { makeZip } from 'client-zip';

import { isZip64End, mostEntriesOfZip, withZip64Count } from '../../../transfer/archive/zip64-end.ts';
import { inLargePieces, type Bytes } from './joined.ts';

/** A file of an archive, or, without `input`, an empty folder. */
export interface ZipEntry {
  readonly name: string;
  readonly lastModified: Date;
  readonly input?: Bytes | AsyncIterable<Bytes>;
}

const leastPieceBytes = 64 * 1024;

/** Yields a ZIP64 archive of the entries, stored as they are. Throws what they throw. */
export const zipPieces = (entries: AsyncGenerator<ZipEntry>): AsyncGenerator<Bytes, void> =>
  inLargePieces(countedZip(entries), leastPieceBytes);

async function* countedZip(entries: AsyncGenerator<ZipEntry>): AsyncGenerator<Bytes> {
  let entryCount = 0;
  const counted = async function* () {
    for await (const entry of entries) {
      entryCount += 1;
      yield zipInput(entry);
    }
  };
  // The library makes its own arrays, none of shared memory, and does not say so.
  const zip = (makeZip(counted()) as ReadableStream<Bytes>).getReader();
  let last: Bytes | undefined;
  let hasZip64 = false;
  for (let { value } = await zip.read(); value; { value } = await zip.read()) {
    if (last) {
      hasZip64 = isZip64End(last);
      yield last;
    }
    last = value;
  }
  if (last) yield hasZip64 || entryCount < mostEntriesOfZip ? last : withZip64Count(last, entryCount);
}

/** ZIP counts the years from 1980 in seven bits. */
const [firstDay, lastDay] = [new Date(1980, 0, 1), new Date(2107, 11, 31)];

function zipInput({ name, lastModified, input }: ZipEntry) {
  const date = lastModified < firstDay ? firstDay : lastModified > lastDay ? lastDay : lastModified;
  return input === undefined ? { name, lastModified: date } : { name, lastModified: date, input };
}
