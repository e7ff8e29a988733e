import { endingOf } from '../contents/content-kind.ts';

/** The file of a thumbnail. */
export interface ThumbnailFile {
  readonly path: string;
  readonly name: string;
  readonly sizeBytes: number;
  readonly etag: string;
}

/** A picture up to this size is read whole. */
const mostWholeBytes = 256 * 1024;
/** A camera's picture has a small one within these first bytes. */
const exifBytes = 64 * 1024;

const whole: ReadonlySet<string> = new Set(['png', 'jpg', 'jpeg', 'gif', 'webp', 'avif']);

/** Returns how many bytes of a file are read for its thumbnail; 0 when it has none. */
export function bytesForThumbnail({ name, sizeBytes }: Pick<ThumbnailFile, 'name' | 'sizeBytes'>): number {
  const ending = endingOf(name);
  if (sizeBytes > 0 && sizeBytes <= mostWholeBytes && whole.has(ending)) return sizeBytes;
  return sizeBytes > mostWholeBytes && /^jpe?g$/.test(ending) ? exifBytes : 0;
}
