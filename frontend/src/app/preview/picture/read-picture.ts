import { pictureSizeOf, type PictureSize, type PictureType } from '../../contents/picture-size.ts';
import type { SignedFile } from '../../contents/signed-file.ts';

/**
 * Most pixels of a picture that is shown. The browser needs four bytes for each while it draws: 200 MB. Cameras of phones take
 * pictures of up to that many.
 */
export const mostPixels = 50_000_000;
/** Size of the largest file that is read as a picture. */
export const mostPictureBytes = 64 * 1024 ** 2;
/** A head that does not say the number of pixels within this many bytes is not asked any further. */
const mostHeadBytes = 1024 ** 2;
const sliceBytes = 4 * 1024 ** 2;

export type ReadPicture =
  | { readonly kind: 'picture'; readonly blob: Blob; readonly size: PictureSize }
  | { readonly kind: 'no-size' | 'too-large' }
  | { readonly kind: 'too-many-pixels'; readonly size: PictureSize };

/**
 * Reads a picture whole, unless its head says that it has more pixels than can be shown. What is measured is what is shown: the
 * bytes are not asked for a second time. They come slice by slice, so that the page never holds all of them.
 */
export async function readPicture(
  file: Pick<SignedFile, 'sizeBytes' | 'read'>,
  type: PictureType,
  signal: AbortSignal,
  progress: (bytes: number) => void,
): Promise<ReadPicture> {
  if (file.sizeBytes > mostPictureBytes) return { kind: 'too-large' };
  const head = await file.read(0, mostHeadBytes, signal, progress);
  const size = pictureSizeOf(type, head);
  if (!size) return { kind: 'no-size' };
  if (size.width * size.height > mostPixels) return { kind: 'too-many-pixels', size };
  const slices = [new Blob([head])];
  for (let from = head.length; from < file.sizeBytes; from += sliceBytes) {
    const done = from;
    const slice = await file.read(from, from + sliceBytes, signal, (bytes) => progress(done + bytes));
    slices.push(new Blob([slice]));
  }
  // The type is that of the bytes: a stranger's own type could make the browser take them for something else.
  return { kind: 'picture', blob: new Blob(slices, { type }), size };
}
