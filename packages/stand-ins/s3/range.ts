import { S3Error } from './errors.ts';

/** A range of bytes, both ends inclusive. */
export interface ByteRange {
  readonly first: number;
  readonly last: number;
}

/**
 * Returns the one range that a `Range` header asks for. `undefined` means to answer with the whole object, as S3 does
 * for several ranges and for anything that is not a byte range. Throws `InvalidRange` (416) when no byte of the object
 * is in the range.
 */
export function parseRange(header: string | undefined, sizeBytes: number): ByteRange | undefined {
  const match = /^bytes=(\d*)-(\d*)$/.exec(header?.trim() ?? '');
  if (!match) return undefined;
  const [, from = '', to = ''] = match;
  if (from === '' && to === '') return undefined;
  if (from !== '' && to !== '' && Number(from) > Number(to)) return undefined;
  const first = from === '' ? Math.max(0, sizeBytes - Number(to)) : Number(from);
  const last = from === '' || to === '' ? sizeBytes - 1 : Math.min(Number(to), sizeBytes - 1);
  if (first > last) {
    const details = { RangeRequested: header ?? '', ActualObjectSize: sizeBytes };
    throw new S3Error('InvalidRange', { details, headers: { 'Content-Range': `bytes */${sizeBytes}` } });
  }
  return { first, last };
}
