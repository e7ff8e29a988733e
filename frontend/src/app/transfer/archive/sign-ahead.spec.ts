/** @jest-environment node */
import { beforeEach, describe, expect, it } from '@jest/globals';

import type { PlannedEntry } from './archive-plan.ts';
import { SignAhead } from './sign-ahead.ts';

const mib = 1024 ** 2;
let requests: number[];
let entries: PlannedEntry[];
beforeEach(() => {
  requests = [];
  entries = [];
});

const file = (path: string, sizeBytes = 1): PlannedEntry => ({
  kind: 'file',
  name: path,
  file: { path, sizeBytes, modifiedAt: '' },
});
const files = (count: number, sizeBytes?: number) =>
  Array.from({ length: count }, (_, index) => file(`${index}`, sizeBytes));
const signer = () =>
  new SignAhead<string>(
    (index) => entries[index],
    (paths) => {
      requests.push(paths.length);
      return Promise.resolve(paths.map((path) => `url of ${path}`));
    },
  );

describe('SignAhead', () => {
  it('signs a few files at first, then a hundred with one request, before they are needed', async () => {
    entries = files(250);
    const signed = signer();
    expect(await signed.of(0)).toBe('url of 0');
    expect(requests).toEqual([8]);
    expect(await signed.of(1)).toBe('url of 1');
    expect(requests).toEqual([8, 100]);
    for (let index = 2; index < 250; index += 1) expect(await signed.of(index)).toBe(`url of ${index}`);
    expect(requests).toEqual([8, 100, 100, 42]);
  });

  it('signs fewer large files, whose turn is later than a URL lasts', async () => {
    entries = files(4, 200 * mib);
    const signed = signer();
    await signed.of(0);
    expect(requests).toEqual([1]);
    await signed.of(1);
    expect(requests).toEqual([1, 1]);
  });

  it('passes by folders, and stops where nothing is known yet', async () => {
    entries = [{ kind: 'folder', name: 'a/' }, file('b')];
    const signed = signer();
    expect(await signed.of(1)).toBe('url of b');
    entries.push({ kind: 'folder', name: 'c/' }, file('d'));
    expect(await signed.of(3)).toBe('url of d');
    expect(requests).toEqual([1, 1]);
  });

  it('fails each file of a request that fails, when it is asked for', async () => {
    entries = files(2);
    const signed = new SignAhead(
      (index) => entries[index],
      () => Promise.reject(new Error('no')),
    );
    await expect(signed.of(0)).rejects.toThrow('no');
    await expect(signed.of(1)).rejects.toThrow('no');
  });
});
