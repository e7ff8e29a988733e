import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';

import { CodedError } from '../coded-error.ts';
import type { CopyCompletion } from '../files/copy-store.ts';
import { ChangeWorld } from '../testing/change-world.ts';
import { restoreVersion } from './restore-version.ts';

let world: ChangeWorld;
beforeEach(() => {
  world = new ChangeWorld();
});

const key = () => world.keyOf('a.txt');
const versionId = () => world.files.newestVersionId(key());
const restore = (request: { versionId: string; replaces: string }, caller = world.caller) =>
  restoreVersion(world, caller, { path: 'a.txt', ...request });

afterEach(() => {
  jest.restoreAllMocks();
});

describe('restoreVersion', () => {
  it('makes an earlier version current, and is undone by the same operation', async () => {
    world.files.put(key(), { etag: `"${'a'.repeat(32)}"`, sizeBytes: 1, crc64nvme: 'rosUhgp5mIg=' });
    const older = versionId();
    const replaces = world.putVersion('a.txt');
    const newer = versionId();
    const answer = await restore({ versionId: older, replaces });
    const current = await world.files.describe(key());
    expect(answer).toEqual({
      path: 'a.txt',
      sizeBytes: 1,
      modifiedAt: expect.any(String),
      etag: current?.etag,
      crc64nvme: 'rosUhgp5mIg=',
      undo: {
        operation: 'restore-version',
        request: { path: 'a.txt', versionId: newer, replaces: current?.etag },
      },
    });
    await restoreVersion(world, world.caller, answer.undo.request);
    expect(await world.files.describe(key())).toMatchObject({ sizeBytes: 1 });
  });

  it('refuses when the file was replaced or deleted meanwhile', async () => {
    const replaces = world.putVersion('a.txt');
    const older = versionId();
    world.putVersion('a.txt');
    const refused = { code: 'changed-meanwhile', field: 'replaces' };
    await expect(restore({ versionId: older, replaces })).rejects.toMatchObject(refused);
    world.files.trash(key());
    await expect(restore({ versionId: older, replaces })).rejects.toMatchObject(refused);
  });

  it('refuses a version that is not there, and every version of a stranger', async () => {
    const replaces = world.putVersion('a.txt');
    const refused = { code: 'not-found', field: 'versionId' };
    await expect(restore({ versionId: 'none', replaces })).rejects.toMatchObject(refused);
    await expect(restore({ versionId: versionId(), replaces }, world.stranger)).rejects.toMatchObject(refused);
  });
});

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

  it.each<[string, CopyCompletion | CodedError]>([
    ['409', { kind: 'conflict' }],
    ['no answer', late],
  ])('is there when S3 joins its parts some seconds after %s', async (_, said) => {
    joinAfter(said, 5000);
    await expect(restore(request)).resolves.toMatchObject({ sizeBytes: 6 * gib });
    expect(world.copies.open).toEqual([]);
  });

  it('that S3 has not joined in time keeps its parts: it may still become current', async () => {
    joinAfter(late, Infinity);
    await expect(restore(request)).rejects.toMatchObject({ code: 'unavailable' });
    expect(world.copies.open).toEqual([key()]);
  });

  it('that S3 refuses for good is given up, and its parts are freed', async () => {
    joinAfter({ kind: 'conflict' }, Infinity);
    await expect(restore(request)).rejects.toMatchObject({ code: 'changed-meanwhile' });
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
