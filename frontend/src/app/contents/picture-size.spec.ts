/** @jest-environment node */
import { describe, expect, it } from '@jest/globals';

import { pictureSizeOf, pictureTypeOf, type PictureType } from './picture-size.ts';

const ascii = (text: string): number[] => [...Buffer.from(text, 'latin1')];
const zeros = (count: number): number[] => Array.from({ length: count }, () => 0);

/** Heads of pictures of 1,000 by 2 pixels. */
const heads: Readonly<Record<string, readonly number[]>> = {
  'image/png': [
    0x89,
    0x50,
    0x4e,
    0x47,
    0x0d,
    0x0a,
    0x1a,
    0x0a,
    ...zeros(4),
    ...ascii('IHDR'),
    0,
    0,
    3,
    0xe8,
    0,
    0,
    0,
    2,
  ],
  'image/gif': [...ascii('GIF89a'), 0xe8, 3, 2, 0],
  'image/jpeg, after other segments': [
    ...[0xff, 0xd8, 0xff, 0xe1, 0, 5, 1, 2, 3],
    ...[0xff, 0xff, 0xc4, 0, 3, 9],
    ...[0xff, 0xc2, 0, 11, 8, 0, 2, 3, 0xe8],
  ],
  'image/webp, extended': [...ascii('RIFF'), ...zeros(4), ...ascii('WEBPVP8X'), ...zeros(8), 0xe7, 3, 0, 1, 0, 0],
  'image/webp, lossy': [...ascii('RIFF'), ...zeros(4), ...ascii('WEBPVP8 '), ...zeros(10), 0xe8, 3, 2, 0],
  'image/webp, lossless': [...ascii('RIFF'), ...zeros(4), ...ascii('WEBPVP8L'), ...zeros(4), 0x2f, 0xe7, 0x43, 0, 0],
  'image/avif, in tiles': [
    ...[...zeros(4), ...ascii('ftypavif')],
    ...[...ascii('ispe'), ...zeros(4), 0, 0, 3, 0xe8, 0, 0, 0, 2],
    ...[...ascii('ispe'), ...zeros(4), 0, 0, 0, 9, 0, 0, 0, 1],
  ],
};

describe('the size of a picture', () => {
  it.each(Object.entries(heads))('is read from the head of %s', (name, head) => {
    const bytes = Uint8Array.from(head);
    const [type = ''] = name.split(',');
    expect(pictureTypeOf(bytes)).toBe(type);
    expect(pictureSizeOf(type as PictureType, bytes)).toEqual({ width: 1000, height: 2 });
  });

  it.each(Object.entries(heads))('is unknown when the head of %s is torn', (name, head) => {
    const [type = ''] = name.split(',');
    for (let length = 0; length < 10; length += 1) {
      expect(pictureSizeOf(type as PictureType, Uint8Array.from(head.slice(0, length)))).toBeUndefined();
    }
  });

  it('is unknown when a JPEG has data before a frame', () => {
    const bytes = Uint8Array.from([0xff, 0xd8, 0xff, 0xda, 0, 2, 0xff, 0xc0, 0, 11, 8, 0, 2, 3, 0xe8]);
    expect(pictureSizeOf('image/jpeg', bytes)).toBeUndefined();
  });

  it('is unknown of a picture without pixels', () => {
    expect(pictureSizeOf('image/gif', Uint8Array.from([...ascii('GIF89a'), 0, 0, 2, 0]))).toBeUndefined();
  });
});
