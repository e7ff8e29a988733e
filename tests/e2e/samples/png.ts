import { crc32, deflateSync } from 'node:zlib';

/** Makes a PNG of this size, in colour. */
export function png(width: number, height: number): Buffer {
  const row = Buffer.alloc(1 + width * 3);
  const rows = Buffer.concat(
    Array.from({ length: height }, (_, y) => {
      for (let x = 0; x < width; x += 1) row.set([(x * 255) / width, (y * 255) / height, 160], 1 + x * 3);
      return Buffer.from(row);
    }),
  );
  return assembled(width, height, [8, 2], rows);
}

/** Makes a PNG of this size in black, of a few kilobytes. With `rows` it has fewer rows than its head says. */
export const blackPng = (width: number, height: number, rows = height): Buffer =>
  assembled(width, height, [1, 0], Buffer.alloc(rows * (1 + Math.ceil(width / 8))));

/** `form` is the number of bits and the kind of colours. */
function assembled(width: number, height: number, form: readonly number[], rows: Buffer): Buffer {
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head.set(form, 8);
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  const body = chunk('IDAT', deflateSync(rows));
  return Buffer.concat([signature, chunk('IHDR', head), body, chunk('IEND', Buffer.alloc(0))]);
}

function chunk(type: string, data: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(data.length);
  const sum = Buffer.alloc(4);
  sum.writeUInt32BE(crc32(named));
  return Buffer.concat([length, named, sum]);
}
