import { rotation, thumbnail } from 'exifr';

import { pictureSizeOf, pictureTypeOf } from '../contents/picture-size.ts';
import type { ThumbnailAnswer, ThumbnailOrder } from './thumbnail-messages.ts';

/** Longer side of a thumbnail: sharp in the grid, also on a screen with two pixels for one. */
const longerSide = 320;
/** A small file can have very many pixels. One with more gets no thumbnail. */
const mostPixels = 16_000_000;

addEventListener('message', ({ data: { id, bytes, isWhole } }: MessageEvent<ThumbnailOrder>) => {
  const answer = (picture: Blob | undefined): void => postMessage({ id, picture } satisfies ThumbnailAnswer);
  draw(new Uint8Array(bytes), isWhole).then(answer, () => answer(undefined));
});

async function draw(bytes: Uint8Array<ArrayBuffer>, isWhole: boolean): Promise<Blob | undefined> {
  const small = pictureTypeOf(bytes) === 'image/jpeg' ? await thumbnail(bytes).catch(() => undefined) : undefined;
  if (small) return scaled(Uint8Array.from(small), (await rotation(bytes).catch(() => undefined))?.deg ?? 0);
  // The browser itself turns a whole picture as its camera says.
  return isWhole ? scaled(bytes, 0) : undefined;
}

/** Draws a picture small, turned clockwise by so many degrees. */
async function scaled(bytes: Uint8Array<ArrayBuffer>, degrees: number): Promise<Blob | undefined> {
  const type = pictureTypeOf(bytes);
  const size = type && pictureSizeOf(type, bytes);
  if (!size || size.width * size.height > mostPixels) return undefined;
  const picture = await createImageBitmap(new Blob([bytes], { type }));
  const factor = Math.min(1, longerSide / Math.max(picture.width, picture.height));
  const [width, height] = [Math.max(1, picture.width * factor), Math.max(1, picture.height * factor)];
  const isLying = degrees % 180 !== 0;
  const canvas = new OffscreenCanvas(isLying ? height : width, isLying ? width : height);
  const pen = canvas.getContext('2d');
  if (!pen) return undefined;
  pen.imageSmoothingQuality = 'high';
  pen.translate(canvas.width / 2, canvas.height / 2);
  pen.rotate((degrees * Math.PI) / 180);
  pen.drawImage(picture, -width / 2, -height / 2, width, height);
  picture.close();
  return canvas.convertToBlob({ type: 'image/webp', quality: 0.8 });
}
