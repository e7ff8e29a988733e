/** @jest-environment node */
import { beforeEach, describe, expect, it, jest } from '@jest/globals';

import { ReadBytes } from './read-bytes.ts';

const mostBytes = 10;
const file = (): Blob => new Blob(['x']);
let read: ReadBytes;

beforeEach(() => {
  read = new ReadBytes(mostBytes);
});

describe('ReadBytes', () => {
  it('gives the bytes of a file once', () => {
    const [one, other] = [file(), file()];
    const bytes = new ArrayBuffer(4);
    read.keep(one, bytes);
    expect(read.take(other)).toBeUndefined();
    expect(read.take(one)).toBe(bytes);
    expect(read.take(one)).toBeUndefined();
  });

  it('forgets what was read long ago, because the file may have been changed since', () => {
    const clock = jest.spyOn(Date, 'now').mockReturnValue(0);
    const one = file();
    read.keep(one, new ArrayBuffer(4));
    clock.mockReturnValue(30_000);
    expect(read.take(one)).toBeUndefined();
    clock.mockRestore();
  });

  it('has all of its room again when it was cleared', () => {
    const files = [file(), file()] as const;
    read.keep(files[0], new ArrayBuffer(6));
    read.clear();
    expect(read.take(files[0])).toBeUndefined();
    read.keep(files[0], new ArrayBuffer(6));
    read.keep(files[1], new ArrayBuffer(4));
    expect(files.map((each) => read.take(each)?.byteLength)).toEqual([6, 4]);
  });

  it('forgets the oldest when there are too many', () => {
    const files = [file(), file(), file()] as const;
    for (const each of files) read.keep(each, new ArrayBuffer(4));
    expect(files.map((each) => read.take(each)?.byteLength)).toEqual([undefined, 4, 4]);
  });

  it('holds a file that was read again once, and counts what was taken no more', () => {
    const files = [file(), file()] as const;
    for (let times = 0; times < 5; times += 1) {
      read.keep(files[0], new ArrayBuffer(6));
      read.keep(files[1], new ArrayBuffer(4));
      expect(files.map((each) => read.take(each)?.byteLength)).toEqual([6, 4]);
    }
    read.keep(files[0], new ArrayBuffer(6));
    read.keep(files[0], new ArrayBuffer(6));
    expect(read.take(files[0])?.byteLength).toBe(6);
  });
});
