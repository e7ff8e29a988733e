import type { Locator, Page } from '@playwright/test';
import jsqr from 'jsqr';

/**
 * Returns what a phone reads when it is held before this part of the screen, or `undefined` when it sees no QR code.
 */
export async function scan(page: Page, part: Locator): Promise<string | undefined> {
  const png = (await part.screenshot()).toString('base64');
  const { width, height, pixels } = await page.evaluate(pixelsOf, png);
  return jsqr.default(Uint8ClampedArray.from(Buffer.from(pixels, 'base64')), width, height)?.data;
}

/** Runs in the page and returns RGBA pixels from the browser's own decoder. */
async function pixelsOf(png: string): Promise<{ width: number; height: number; pixels: string }> {
  const bytes = Uint8Array.from(atob(png), (letter) => letter.charCodeAt(0));
  const picture = await createImageBitmap(new Blob([bytes]));
  const { width, height } = picture;
  const drawn = new OffscreenCanvas(width, height).getContext('2d')!;
  drawn.drawImage(picture, 0, 0);
  const { data } = drawn.getImageData(0, 0, width, height);
  return { width, height, pixels: btoa(Array.from(data, (byte) => String.fromCharCode(byte)).join('')) };
}
