/** Types of pictures that browsers decode and that cannot carry script. */
export type PictureType = 'image/png' | 'image/jpeg' | 'image/gif' | 'image/webp' | 'image/avif';

export interface PictureSize {
  readonly width: number;
  readonly height: number;
}

/** Returns whether these bytes, or those of this ASCII text, stand at the offset. */
export function hasBytes(bytes: Uint8Array, offset: number, wanted: readonly number[] | string): boolean {
  for (let index = 0; index < wanted.length; index += 1) {
    const byte = typeof wanted === 'string' ? wanted.charCodeAt(index) : wanted[index];
    if (bytes[offset + index] !== byte) return false;
  }
  return true;
}

/** Returns the type of a picture by its first bytes, whatever its name or its stored type says. */
export function pictureTypeOf(bytes: Uint8Array): PictureType | undefined {
  if (hasBytes(bytes, 0, [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])) return 'image/png';
  if (hasBytes(bytes, 0, [0xff, 0xd8, 0xff])) return 'image/jpeg';
  if (hasBytes(bytes, 0, 'GIF87a') || hasBytes(bytes, 0, 'GIF89a')) return 'image/gif';
  if (hasBytes(bytes, 0, 'RIFF') && hasBytes(bytes, 8, 'WEBP')) return 'image/webp';
  const isAvif = hasBytes(bytes, 4, 'ftyp') && (hasBytes(bytes, 8, 'avif') || hasBytes(bytes, 8, 'avis'));
  return isAvif ? 'image/avif' : undefined;
}

/**
 * Reads the number of pixels from the head of a picture, so that one of a few kilobytes that would fill the memory is refused
 * before it is decoded. Returns `undefined` when the head does not say.
 */
export function pictureSizeOf(type: PictureType, bytes: Uint8Array): PictureSize | undefined {
  try {
    const size = readers[type](new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength), bytes);
    return size && size.width > 0 && size.height > 0 ? size : undefined;
  } catch (error) {
    // The head ends before the numbers.
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

type Reader = (view: DataView, bytes: Uint8Array) => PictureSize | undefined;

const readers: Record<PictureType, Reader> = {
  'image/png': (view) => ({ width: view.getUint32(16), height: view.getUint32(20) }),
  'image/gif': (view) => ({ width: view.getUint16(6, true), height: view.getUint16(8, true) }),
  'image/jpeg': jpegSize,
  'image/webp': webpSize,
  'image/avif': avifSize,
};

/** Walks over the segments to the start of a frame. https://www.w3.org/Graphics/JPEG/itu-t81.pdf, B.1 */
function jpegSize(view: DataView): PictureSize | undefined {
  for (let at = 2; ;) {
    while (view.getUint8(at + 1) === 0xff) at += 1;
    if (view.getUint8(at) !== 0xff) return undefined;
    const marker = view.getUint8(at + 1);
    const isFrame = marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc;
    if (isFrame) return { height: view.getUint16(at + 5), width: view.getUint16(at + 7) };
    // Data without a frame before it, or the end.
    if (marker === 0xda || marker === 0xd9) return undefined;
    const isAlone = marker === 0x01 || (marker >= 0xd0 && marker <= 0xd8);
    at += isAlone ? 2 : 2 + view.getUint16(at + 2);
  }
}

/** https://developers.google.com/speed/webp/docs/riff_container */
function webpSize(view: DataView, bytes: Uint8Array): PictureSize | undefined {
  if (hasBytes(bytes, 12, 'VP8X')) return { width: 1 + uint24(view, 24), height: 1 + uint24(view, 27) };
  if (hasBytes(bytes, 12, 'VP8 ')) {
    return { width: view.getUint16(26, true) & 0x3fff, height: view.getUint16(28, true) & 0x3fff };
  }
  if (!hasBytes(bytes, 12, 'VP8L')) return undefined;
  const bits = view.getUint32(21, true);
  return { width: 1 + (bits & 0x3fff), height: 1 + ((bits >>> 14) & 0x3fff) };
}

const uint24 = (view: DataView, at: number): number => view.getUint16(at, true) + view.getUint8(at + 2) * 0x1_0000;

/** Returns the largest `ispe` box: a picture in tiles has one for each tile and one for the whole. */
function avifSize(view: DataView, bytes: Uint8Array): PictureSize | undefined {
  let largest: PictureSize | undefined;
  for (let at = 0; at + 16 <= bytes.length; at += 1) {
    // Most bytes are something else, and this comparison is the quickest.
    if (bytes[at] !== 0x69 || !hasBytes(bytes, at, 'ispe')) continue;
    const size = { width: view.getUint32(at + 8), height: view.getUint32(at + 12) };
    if (!largest || size.width * size.height > largest.width * largest.height) largest = size;
  }
  return largest;
}
