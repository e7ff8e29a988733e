import { makeZip } from 'client-zip';

import { ZipDirectory } from '../../../transfer/archive/zip-directory.ts';
import { zipEnd } from '../../../transfer/archive/zip-end.ts';
import { ZipLayout } from '../../../transfer/archive/zip-layout.ts';
import { inLargePieces, type Bytes } from './joined.ts';

/** A file of an archive, or, without `input`, an empty folder. */
export interface ZipEntry {
  readonly name: string;
  readonly lastModified: Date;
  readonly input?: Bytes | AsyncIterable<Bytes>;
  /** Whether the entry must not be found by readers, which is asked when `input` has ended: not all of it was right. */
  readonly isAbandoned?: () => boolean;
}

const leastPieceBytes = 64 * 1024;

/** Yields a ZIP64 archive of the entries, stored as they are. Throws what they throw. */
export const zipPieces = (entries: AsyncIterable<ZipEntry>): AsyncGenerator<Bytes, void> =>
  inLargePieces(correctedZip(entries), leastPieceBytes);

/**
 * Takes abandoned entries out of the central directory of `client-zip`, and writes the end anew: `client-zip` 2.5.1 has no
 * record of ZIP64 for small archives of 65,535 entries and more, of which readers then see only some.
 */
async function* correctedZip(entries: AsyncIterable<ZipEntry>): AsyncGenerator<Bytes> {
  const layout = new ZipLayout();
  const directory = new ZipDirectory(layout);
  let at = 0;
  for await (const piece of libraryZip(zipInputs(entries, layout))) {
    if (at < layout.directoryAt) yield layout.isAbandonedDescriptor(at) ? withWrongChecksum(piece) : piece;
    else if (!directory.isWhole && directory.keeps(piece)) yield piece;
    at += piece.byteLength;
  }
  yield zipEnd(directory.kept);
}

async function* libraryZip(inputs: AsyncGenerator<ZipInput>): AsyncGenerator<Bytes> {
  // The library makes its own arrays, none of shared memory, and does not say so.
  const zip = (makeZip(inputs) as ReadableStream<Bytes>).getReader();
  for (let { value } = await zip.read(); value; { value } = await zip.read()) if (value.byteLength > 0) yield value;
}

async function* zipInputs(entries: AsyncIterable<ZipEntry>, layout: ZipLayout): AsyncGenerator<ZipInput> {
  for await (const entry of entries) {
    const { name, input } = entry;
    layout.begin(name);
    if (input === undefined) {
      layout.end(0, false);
      yield { name, lastModified: dateOf(entry) };
    } else if (input instanceof Uint8Array) {
      layout.end(input.byteLength, false);
      yield { name, lastModified: dateOf(entry), input };
    } else {
      yield { name, lastModified: dateOf(entry), input: followed(input, entry, layout) };
    }
  }
  layout.finish();
}

async function* followed(input: AsyncIterable<Bytes>, { isAbandoned }: ZipEntry, layout: ZipLayout) {
  let sizeBytes = 0;
  for await (const piece of input) {
    sizeBytes += piece.byteLength;
    yield piece;
  }
  layout.end(sizeBytes, isAbandoned?.() ?? false);
}

/** What reads an archive from its beginning, without its directory, must not take an abandoned entry for a file. */
function withWrongChecksum(descriptor: Bytes): Bytes {
  const wrong = new DataView(descriptor.slice().buffer);
  wrong.setUint32(4, ~wrong.getUint32(4, true), true);
  return new Uint8Array(wrong.buffer);
}

interface ZipInput {
  readonly name: string;
  readonly lastModified: Date;
  readonly input?: Bytes | AsyncIterable<Bytes>;
}

/** ZIP counts the years from 1980 in seven bits. */
const [firstDay, lastDay] = [new Date(1980, 0, 1), new Date(2107, 11, 31)];

const dateOf = ({ lastModified }: ZipEntry): Date =>
  lastModified < firstDay ? firstDay : lastModified > lastDay ? lastDay : lastModified;
