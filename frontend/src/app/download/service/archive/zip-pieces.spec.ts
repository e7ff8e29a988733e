/** @jest-environment node */
import { crc32 } from 'node:zlib';

import { describe, expect, it } from '@jest/globals';

import { zipPieces, type ZipEntry } from './zip-pieces.ts';

const lastModified = new Date(2026, 4, 12, 14, 3, 20);
const entry = (name: string, text: string): ZipEntry => ({ name, lastModified, input: new TextEncoder().encode(text) });

async function* of(...entries: ZipEntry[]): AsyncGenerator<ZipEntry> {
  for (const each of entries) yield await Promise.resolve(each);
}

async function zipOf(entries: AsyncGenerator<ZipEntry>): Promise<DataView> {
  const pieces: Uint8Array[] = [];
  for await (const piece of zipPieces(entries)) pieces.push(piece);
  const all = Buffer.concat(pieces);
  return new DataView(all.buffer, all.byteOffset, all.byteLength);
}

/** Returns what the central directory says, as a reader of ZIP files finds it: from the end. */
function directoryOf(zip: DataView) {
  const end = zip.byteLength - 22;
  const locator = end - 20;
  const has64 = locator >= 0 && zip.getUint32(locator, true) === 0x07064b50;
  const record = has64 ? Number(zip.getBigUint64(locator + 8, true)) : 0;
  let at = has64 ? Number(zip.getBigUint64(record + 48, true)) : zip.getUint32(end + 16, true);
  const count = has64 ? Number(zip.getBigUint64(record + 32, true)) : zip.getUint16(end + 10, true);
  const names: string[] = [];
  for (let index = 0; index < count; index += 1) {
    expect(zip.getUint32(at, true)).toBe(0x02014b50);
    const [name, extra] = [zip.getUint16(at + 28, true), zip.getUint16(at + 30, true)];
    names.push(Buffer.from(zip.buffer, zip.byteOffset + at + 46, name).toString());
    at += 46 + name + extra;
  }
  const directoryEnd = has64 ? record : end;
  return { names, count, has64, isWhole: at === directoryEnd, method: zip.getUint16(10 - 2, true) };
}

describe('zipPieces', () => {
  it('stores files and empty folders under their names', async () => {
    const zip = await zipOf(of(entry('a/ü.txt', 'one'), { name: 'empty/', lastModified }, entry('zero', '')));
    expect(directoryOf(zip)).toEqual({
      names: ['a/ü.txt', 'empty/', 'zero'],
      count: 3,
      has64: false,
      isWhole: true,
      method: 0,
    });
  });

  it('has no entry for nothing', async () => {
    expect(directoryOf(await zipOf(of()))).toMatchObject({ count: 0, isWhole: true });
  });

  it('counts more files than two bytes can', async () => {
    const many = async function* () {
      for (let index = 0; index < 65_536; index += 1) yield await Promise.resolve(entry(`${index}`, ''));
    };
    const directory = directoryOf(await zipOf(many()));
    expect(directory).toMatchObject({ count: 65_536, has64: true, isWhole: true });
    expect(directory.names.at(-1)).toBe('65535');
  });

  it('has no entry for what was abandoned, under which another one may follow, and gives it a wrong checksum', async () => {
    const input = async function* () {
      yield await Promise.resolve(new TextEncoder().encode('half'));
    };
    const half = { name: 'film', lastModified, input: input(), isAbandoned: () => true };
    const zip = await zipOf(of(entry('a', 'one'), half, entry('film', 'whole'), entry('z', '')));
    expect(directoryOf(zip)).toMatchObject({ names: ['a', 'film', 'z'], count: 3, isWhole: true });
    const abandonedAt = 30 + 1 + 3 + 16;
    const descriptorAt = abandonedAt + 30 + 4 + 4;
    expect(zip.getUint32(descriptorAt, true)).toBe(0x08074b50);
    expect(zip.getUint32(descriptorAt + 4, true)).not.toBe(crc32('half'));
    expect(zip.getUint32(descriptorAt + 16 + 30 + 4 + 5 + 4, true)).toBe(crc32('whole'));
  });

  it('takes a date that ZIP does not have for the nearest one', async () => {
    const old = await zipOf(of({ ...entry('a', ''), lastModified: new Date(1970, 5, 5) }));
    expect(old.getUint16(12, true) >> 9).toBe(0);
    const late = await zipOf(of({ ...entry('a', ''), lastModified: new Date(2222, 5, 5) }));
    expect(late.getUint16(12, true) >> 9).toBe(127);
  });

  it('passes on few large pieces, and breaks with an entry', async () => {
    const input = async function* () {
      for (let index = 0; index < 100; index += 1) yield await Promise.resolve(new Uint8Array(5_000));
    };
    const sizes: number[] = [];
    for await (const { byteLength } of zipPieces(of({ name: 'a', lastModified, input: input() })))
      sizes.push(byteLength);
    expect(sizes.length).toBeLessThan(9);
    const broken = async function* () {
      yield await Promise.resolve(new Uint8Array(1));
      throw new Error('wrong');
    };
    await expect(zipOf(of({ name: 'a', lastModified, input: broken() }))).rejects.toThrow('wrong');
  });
});
