/** Versions that S3 does not copy with one request: they are copied in parts, within the call that restores them. */
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';

import { CodedError } from '../coded-error.ts';
import type { CopyCompletion, CopyStore } from '../files/copy-store.ts';
import { ChangeWorld } from '../testing/change-world.ts';
import { restoreVersion } from './restore-version.ts';

let world: ChangeWorld;
beforeEach(() => {
  world = new ChangeWorld();
});
afterEach(() => {
  jest.restoreAllMocks();
});

const key = () => world.keyOf('a.txt');
const versionId = () => world.files.newestVersionId(key());
const restore = (request: { versionId: string; replaces: string }) =>
  restoreVersion(world, world.caller, { path: 'a.txt', ...request });

describe('a version of more than 5 GiB', () => {
  const gib = 1024 ** 3;
  const etag = '"0123456789abcdef0123456789abcdef-24"';
  let request: { versionId: string; replaces: string };
  const storeLarge = (sizeBytes: number): void => {
    world.files.put(key(), { etag, sizeBytes, crc64nvme: 'rosUhgp5mIg=', contentType: 'video/mp4' });
    request = { versionId: versionId(), replaces: world.putVersion('a.txt') };
  };
  beforeEach(() => {
    storeLarge(6 * gib);
  });

  it('is copied in parts, with type and checksum, and undone', async () => {
    const answer = await restore(request);
    expect(answer).toMatchObject({ sizeBytes: 6 * gib, crc64nvme: 'rosUhgp5mIg=' });
    const current = await world.files.describe(key());
    expect(current).toMatchObject({ sizeBytes: 6 * gib, etag: answer.etag, contentType: 'video/mp4' });
    expect(world.copies.asked).toHaveLength(24);
    expect(world.copies.open).toEqual([]);
    await restoreVersion(world, world.caller, answer.undo.request);
    expect((await world.files.describe(key()))?.etag).toBe(request.replaces);
  });

  it('leaves what somebody stored meanwhile, and frees its parts', async () => {
    const original = world.copies.copyPart.bind(world.copies);
    jest.spyOn(world.copies, 'copyPart').mockImplementationOnce((part) => {
      world.putVersion('a.txt');
      return original(part);
    });
    await expect(restore(request)).rejects.toMatchObject({ code: 'changed-meanwhile', field: 'replaces' });
    expect(world.copies.open).toEqual([]);
  });

  it('is there when S3 has lost its answer', async () => {
    const original = world.copies.completeCopy.bind(world.copies);
    jest.spyOn(world.copies, 'completeCopy').mockImplementationOnce(async (copy) => {
      await original(copy);
      return { kind: 'conflict' };
    });
    await expect(restore(request)).resolves.toMatchObject({ sizeBytes: 6 * gib });
  });

  /** Lets S3 say this of the first completion, and join the parts a while later or not at all. */
  function joinAfter(said: CopyCompletion | CodedError, milliseconds: number): void {
    const original = world.copies.completeCopy.bind(world.copies);
    const began = world.clock.now().getTime();
    const now = performance.now.bind(performance);
    jest.spyOn(performance, 'now').mockImplementation(() => now() + world.clock.now().getTime() - began);
    jest.spyOn(world.copies, 'completeCopy').mockImplementationOnce((copy) => {
      const waitUntil = world.clock.waitUntil.bind(world.clock);
      jest.spyOn(world.clock, 'waitUntil').mockImplementation(async (time) => {
        await waitUntil(time);
        if (time.getTime() - began === milliseconds) await original(copy);
      });
      return said instanceof CodedError ? Promise.reject(said) : Promise.resolve(said);
    });
  }
  const late = new CodedError('unavailable', 'The answer is late.');

  const saidBefore: readonly [string, CopyCompletion | CodedError][] = [
    ['409', { kind: 'conflict' }],
    ['no answer', late],
  ];

  it.each(saidBefore)('is there when S3 joins its parts some seconds after %s', async (_, said) => {
    joinAfter(said, 5000);
    await expect(restore(request)).resolves.toMatchObject({ sizeBytes: 6 * gib });
    expect(world.copies.open).toEqual([]);
  });

  it.each(saidBefore)(
    'that S3 has not joined in time after %s keeps its parts: it may become current',
    async (_, said) => {
      joinAfter(said, Infinity);
      await expect(restore(request)).rejects.toMatchObject({ code: 'unavailable' });
      expect(world.copies.open).toEqual([key()]);
    },
  );

  it.each(saidBefore)(
    'in whose place somebody stores a file after %s is given up, and its parts are freed',
    async (_, said) => {
      joinAfter(said, Infinity);
      const waitUntil = world.clock.waitUntil.bind(world.clock);
      jest.spyOn(world.clock, 'waitUntil').mockImplementationOnce((time) => {
        world.putVersion('a.txt');
        return waitUntil(time);
      });
      await expect(restore(request)).rejects.toMatchObject({ code: 'changed-meanwhile', field: 'replaces' });
      expect(world.copies.open).toEqual([]);
    },
  );

  it('that S3 copied slowly is joined within what is left of the 28 seconds of the call', async () => {
    let passed = 0;
    jest.spyOn(performance, 'now').mockImplementation(() => passed);
    const original = world.copies.copiedParts.bind(world.copies);
    jest.spyOn(world.copies, 'copiedParts').mockImplementation((upload) => {
      passed = 17_500;
      return original(upload);
    });
    const timeout = jest.spyOn(AbortSignal, 'timeout');
    const copies: CopyStore = world.copies;
    const completeCopy = jest.spyOn(copies, 'completeCopy');
    await restore(request);
    expect(timeout).toHaveBeenLastCalledWith(8500);
    expect(completeCopy.mock.lastCall?.[1]).toBe(timeout.mock.results.at(-1)?.value);
  });

  it('is given up when no time is left to join its parts, and they are freed', async () => {
    let passed = 0;
    jest.spyOn(performance, 'now').mockImplementation(() => passed);
    const original = world.copies.copiedParts.bind(world.copies);
    jest.spyOn(world.copies, 'copiedParts').mockImplementation((upload) => {
      passed = 25_500;
      return original(upload);
    });
    const completeCopy = jest.spyOn(world.copies, 'completeCopy');
    await expect(restore(request)).rejects.toMatchObject({ code: 'too-large-to-copy' });
    expect(completeCopy).not.toHaveBeenCalled();
    expect(world.copies.open).toEqual([]);
  });

  it('that another checksum makes is not taken', async () => {
    world.copies.checksum = 'AAAAAAAAAP8=';
    await expect(restore(request)).rejects.toMatchObject({ code: 'unavailable' });
    expect((await world.files.describe(key()))?.etag).toBe(request.replaces);
    expect(world.copies.open).toEqual([]);
  });

  it('is given up when S3 copies slowly or not at all, and its parts are freed', async () => {
    const now = performance.now.bind(performance);
    let passed = 0;
    jest.spyOn(performance, 'now').mockImplementation(() => now() + passed);
    const original = world.copies.copyPart.bind(world.copies);
    const copyPart = jest.spyOn(world.copies, 'copyPart').mockImplementation((part) => {
      passed += 1000;
      return original(part);
    });
    await expect(restore(request)).rejects.toMatchObject({ code: 'too-large-to-copy' });
    copyPart.mockResolvedValue({ kind: 'unknown' });
    await expect(restore(request)).rejects.toMatchObject({ code: 'unavailable' });
    copyPart.mockResolvedValue({ kind: 'source-refused' });
    await expect(restore(request)).rejects.toMatchObject({ code: 'storage-refused' });
    copyPart.mockResolvedValue({ kind: 'source-absent' });
    await expect(restore(request)).rejects.toMatchObject({ code: 'not-found', field: 'versionId' });
    copyPart.mockRejectedValue(new Error('broken'));
    await expect(restore(request)).rejects.toThrow('broken');
    expect(world.copies.open).toEqual([]);
  });

  it('that S3 would not copy within the call is not begun', async () => {
    storeLarge(16 * gib + 1);
    await expect(restore(request)).rejects.toMatchObject({ code: 'too-large-to-copy', field: 'versionId' });
    expect(world.copies.asked).toEqual([]);
  });
});
