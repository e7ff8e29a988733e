import { maxFileBytes, maxListedUploads } from '@airlock/contract';
import { beforeEach, describe, expect, it } from '@jest/globals';

import { MemoryFileStore } from '../testing/memory-file-store.ts';
import { MemoryUploadStore } from '../testing/memory-upload-store.ts';
import { abortUpload } from './abort-upload.ts';
import { listParts } from './list-parts.ts';
import { listUploads } from './list-uploads.ts';
import { presignParts } from './presign-parts.ts';
import type { PartToSign } from './part-signer.ts';
import { startUpload } from './start-upload.ts';
import type { UploadStore } from './upload-store.ts';

const caller = { id: '0a1b2c3d-4e5f-4a6b-8c7d-9e0f1a2b3c4d' };
const stranger = { id: '11111111-2222-4333-8444-555555555555' };
const key = `users/${caller.id}/film.mp4`;
const mib = 1024 ** 2;
const film = { path: 'film.mp4', sizeBytes: 40 * mib, contentType: 'Video/MP4' };
const etag = '"900150983cd24fb0d6963f7d28e17f72"';

let files: MemoryFileStore;
let uploads: MemoryUploadStore;
const needs = () => ({ files, uploads, maxFileBytes, maxOpenUploads: 10 });

beforeEach(() => {
  files = new MemoryFileStore();
  uploads = new MemoryUploadStore(files, { pageSize: 2 });
});

describe('startUpload', () => {
  it('starts an upload under the caller’s own path and returns how to cut the file', async () => {
    const answer = await startUpload(needs(), caller, film);
    expect(answer).toEqual({ uploadId: 'upload-0001', partSizeBytes: 16 * mib, partCount: 3 });
    expect(uploads.open).toEqual([{ key, uploadId: 'upload-0001' }]);
  });

  it.each([
    ['already-exists', {}, etag],
    ['changed-meanwhile', { replaces: '"00000000000000000000000000000000"' }, etag],
    ['changed-meanwhile', { replaces: etag }, undefined],
  ])('answers %s before the first byte', async (code, changes, current) => {
    if (current !== undefined) files.put(key, { etag: current });
    await expect(startUpload(needs(), caller, { ...film, ...changes })).rejects.toMatchObject({ code });
    expect(uploads.open).toEqual([]);
  });

  it('ignores files whose names only begin with this name', async () => {
    files.put(`${key}.part`).put(`${key}/x`);
    await expect(startUpload(needs(), caller, film)).resolves.toMatchObject({ partCount: 3 });
  });

  it('starts an upload that replaces the current version', async () => {
    files.put(key, { etag });
    await expect(startUpload(needs(), caller, { ...film, replaces: etag })).resolves.toMatchObject({ partCount: 3 });
  });
});

describe('the limits of an installation', () => {
  it('keep a file from being started that is larger', async () => {
    const small = { ...needs(), maxFileBytes: film.sizeBytes - 1 };
    await expect(startUpload(small, caller, film)).rejects.toMatchObject({
      code: 'file-too-large',
      field: 'sizeBytes',
    });
    expect(uploads.open).toEqual([]);
  });

  it('keep an upload from being started when as many are open, and let it start when one is over', async () => {
    const limited = { ...needs(), maxOpenUploads: 3 };
    const [first] = await Promise.all(['a', 'b', 'c'].map((path) => startUpload(limited, caller, { ...film, path })));
    await startUpload(limited, stranger, film);
    await expect(startUpload(limited, caller, film)).rejects.toMatchObject({
      code: 'too-many-uploads',
      message: 'You have 3 unfinished uploads, which is the limit. Finish or discard one of them, then try again.',
    });
    await abortUpload(limited, caller, { uploadId: first!.uploadId, path: 'a' });
    await expect(startUpload(limited, caller, film)).resolves.toMatchObject({ partCount: 3 });
  });

  it('say that the name is taken before they say that too many uploads are open', async () => {
    files.put(key);
    const full = { ...needs(), maxOpenUploads: 0 };
    await expect(startUpload(full, caller, film)).rejects.toMatchObject({ code: 'already-exists' });
  });
});

describe('presignParts', () => {
  const sign = async (parts: number[], sizeBytes = 40 * mib, mostBytes = maxFileBytes) => {
    const asked: PartToSign[] = [];
    const signer = {
      signPart: (part: PartToSign) => {
        asked.push(part);
        const expiresAt = new Date(`2026-11-24T09:15:0${9 - asked.length}Z`);
        return Promise.resolve({ url: `https://signed/${part.partNumber}`, headers: { a: 'b' }, expiresAt });
      },
    };
    const wanted = parts.map((partNumber) => ({ partNumber, crc64nvme: 'rosUhgp5mIg=' }));
    const request = { uploadId: 'u', path: 'film.mp4', sizeBytes, parts: wanted };
    return { answer: await presignParts({ signer, maxFileBytes: mostBytes }, caller, request), asked };
  };

  it('signs each part with its exact size, and the last part with the rest', async () => {
    const { answer, asked } = await sign([1, 3]);
    expect(asked).toEqual([
      { key, uploadId: 'u', partNumber: 1, crc64nvme: 'rosUhgp5mIg=', sizeBytes: 16 * mib },
      { key, uploadId: 'u', partNumber: 3, crc64nvme: 'rosUhgp5mIg=', sizeBytes: 8 * mib },
    ]);
    expect(answer).toEqual({
      parts: [
        { partNumber: 1, url: 'https://signed/1', headers: { a: 'b' } },
        { partNumber: 3, url: 'https://signed/3', headers: { a: 'b' } },
      ],
      // The earliest of them.
      expiresAt: '2026-11-24T09:15:07.000Z',
    });
  });

  it('signs no part of a file that is larger than the installation allows', async () => {
    await expect(sign([1], 40 * mib, 40 * mib - 1)).rejects.toMatchObject({ code: 'file-too-large' });
    await expect(sign([1], 40 * mib, 40 * mib)).resolves.toBeDefined();
  });

  it.each([
    ['a part that the file does not have', [1, 4], 'parts.1.partNumber'],
    ['a part that is named twice', [2, 1, 2], 'parts.2.partNumber'],
  ])('refuses %s', async (_, parts, field) => {
    await expect(sign(parts)).rejects.toMatchObject({ code: 'invalid-request', field });
  });
});

describe('listParts', () => {
  it('lists the stored parts of all pages in order', async () => {
    const { uploadId } = await startUpload(needs(), caller, film);
    for (const number of [5, 1, 3, 2, 4]) uploads.putPart({ key, uploadId }, number, Buffer.from([number]));
    const { parts } = await listParts(needs(), caller, { uploadId, path: 'film.mp4' });
    expect(parts.map(({ partNumber }) => partNumber)).toEqual([1, 2, 3, 4, 5]);
    expect(parts[0]).toEqual({
      partNumber: 1,
      sizeBytes: 1,
      etag: '"55a54008ad1ba589aa210d2629c1df41"',
      crc64nvme: expect.stringMatching(/^.{11}=$/),
    });
  });

  it('answers the same for a missing upload and for a stranger’s upload', async () => {
    const { uploadId } = await startUpload(needs(), caller, film);
    const asked = [
      listParts(needs(), caller, { uploadId: 'none', path: 'film.mp4' }),
      listParts(needs(), stranger, { uploadId, path: 'film.mp4' }),
    ];
    const refusals = await Promise.all(asked.map((attempt) => attempt.catch((error: unknown) => error)));
    expect(refusals[0]).toMatchObject({ code: 'not-found', field: 'uploadId' });
    expect(refusals[1]).toEqual(refusals[0]);
  });

  it('leaves out a part without a checksum: it cannot be compared with the file', async () => {
    const strange = Object.assign(Object.create(uploads) as UploadStore, {
      parts: () => Promise.resolve({ parts: [{ partNumber: 1, sizeBytes: 1, etag }] }),
    });
    await expect(listParts({ uploads: strange }, caller, { uploadId: 'u', path: 'a' })).resolves.toEqual({ parts: [] });
  });

  it('fails when a broken store repeats a page', async () => {
    const circle = { parts: () => Promise.resolve({ parts: [], next: 7 }) } as unknown as UploadStore;
    await expect(listParts({ uploads: circle }, caller, { uploadId: 'u', path: 'a' })).rejects.toThrow('go forward');
  });
});

describe('abortUpload', () => {
  it('discards the caller’s upload, and may be repeated', async () => {
    const { uploadId } = await startUpload(needs(), caller, film);
    await abortUpload(needs(), stranger, { uploadId, path: 'film.mp4' });
    expect(uploads.open).toHaveLength(1);
    await abortUpload(needs(), caller, { uploadId, path: 'film.mp4' });
    await abortUpload(needs(), caller, { uploadId, path: 'film.mp4' });
    expect(uploads.open).toEqual([]);
  });
});

describe('listUploads', () => {
  it('lists the caller’s uploads of all pages, and nobody else’s', async () => {
    for (const path of ['c', 'a', 'b/d', 'a']) await startUpload(needs(), caller, { ...film, path });
    await startUpload(needs(), stranger, film);
    const { uploads: listed } = await listUploads(needs(), caller);
    expect(listed.map(({ path }) => path)).toEqual(['a', 'a', 'b/d', 'c']);
    expect(listed[0]).toEqual({ uploadId: 'upload-0002', path: 'a', startedAt: '2026-11-24T09:00:00.000Z' });
  });

  it('stops at the limit, however many uploads there are', async () => {
    const page = Array.from({ length: 1000 }, () => ({ key, uploadId: 'u', startedAt: new Date(0) }));
    const endless = {
      list: () => Promise.resolve({ uploads: page, next: { key, uploadId: 'u' } }),
    } as unknown as UploadStore;
    const { uploads: listed } = await listUploads({ uploads: endless }, caller);
    expect(listed).toHaveLength(maxListedUploads);
  });

  it('fails on an empty page that announces another page', async () => {
    const broken = {
      list: () => Promise.resolve({ uploads: [], next: { key, uploadId: 'u' } }),
    } as unknown as UploadStore;
    await expect(listUploads({ uploads: broken }, caller)).rejects.toThrow('more uploads after an empty page');
  });
});
