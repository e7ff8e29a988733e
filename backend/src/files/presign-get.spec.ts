import { describe, expect, it } from '@jest/globals';

import { MemoryFileStore } from '../testing/memory-file-store.ts';
import { presignGet } from './presign-get.ts';
import type { GetSigner, GetToSign } from './signer.ts';

const caller = { id: '0a1b2c3d-4e5f-4a6b-8c7d-9e0f1a2b3c4d' };
const stranger = { id: '11111111-2222-4333-8444-555555555555' };

function setUp(contentType = 'text/plain') {
  const gets: GetToSign[] = [];
  const signer: GetSigner = {
    signGet: (get) => {
      gets.push(get);
      return Promise.resolve({ url: 'https://signed', expiresAt: new Date('2026-11-24T09:05:00Z') });
    },
  };
  const files = new MemoryFileStore().put(`users/${caller.id}/a/b c.bin`, { contentType, crc64nvme: 'rosUhgp5mIg=' });
  return { needs: { files, signer }, gets };
}

describe('presignGet', () => {
  it('signs a download and describes the file', async () => {
    const { needs, gets } = setUp();
    await expect(presignGet(needs, caller, { path: 'a/b c.bin' })).resolves.toEqual({
      url: 'https://signed',
      expiresAt: '2026-11-24T09:05:00.000Z',
      sizeBytes: 3,
      contentType: 'text/plain',
      etag: '"900150983cd24fb0d6963f7d28e17f72"',
      crc64nvme: 'rosUhgp5mIg=',
    });
    expect(gets).toEqual([
      {
        key: `users/${caller.id}/a/b c.bin`,
        answer: {
          contentDisposition: `attachment; filename="b c.bin"; filename*=UTF-8''b%20c.bin`,
          contentType: 'text/plain',
          contentEncoding: 'identity',
          contentLanguage: 'und',
          cacheControl: 'private, no-store',
          expires: 'Thu, 01 Jan 1970 00:00:00 GMT',
        },
      },
    ]);
  });

  it('answers the same for a missing file and for a stranger’s file', async () => {
    const { needs, gets } = setUp();
    const refusals = await Promise.all(
      [presignGet(needs, caller, { path: 'missing' }), presignGet(needs, stranger, { path: 'a/b c.bin' })].map(
        (request) => request.catch((error: unknown) => error),
      ),
    );
    expect(refusals[0]).toMatchObject({ code: 'not-found', field: 'path' });
    expect(refusals[1]).toEqual(refusals[0]);
    expect(gets).toEqual([]);
  });

  it.each(['dbl//b', '/b', 'a.', ' a ', 'e\u0301', 'a\\b', 'a\u0001b', '...', '..a/%2e%2e', 'a/'])(
    'signs the download of %j, which another tool has stored',
    async (path) => {
      const { needs, gets } = setUp();
      needs.files.put(`users/${caller.id}/${path}`);
      await presignGet(needs, caller, { path });
      expect(gets[0]?.key).toBe(`users/${caller.id}/${path}`);
    },
  );

  it.each(['..', '.', 'a/../b', './a', 'a/.', 'a/b/..', '../other/secret'])(
    'refuses %j, for which a browser would ask as something else',
    async (path) => {
      const { needs, gets } = setUp();
      needs.files.put(`users/${caller.id}/${path}`);
      await expect(presignGet(needs, caller, { path })).rejects.toMatchObject({ code: 'invalid-path', field: 'path' });
      expect(gets).toEqual([]);
    },
  );

  const pictures = ['image/png', 'image/jpeg', 'image/gif', 'image/webp', 'image/avif', 'Image/PNG; x=y'];
  const media = ['video/mp4', 'video/webm', 'audio/mpeg', 'audio/mp4', 'audio/x-m4a', 'audio/ogg', 'audio/wav'];
  it.each([...pictures, ...media])(
    'shows %s in place when the request asks for it, as exactly that type',
    async (contentType) => {
      const { needs, gets } = setUp(contentType);
      await presignGet(needs, caller, { path: 'a/b c.bin', disposition: 'inline' });
      expect(gets[0]?.answer.contentDisposition).toMatch(/^inline; /);
      expect(gets[0]?.answer.contentType).toBe(contentType.toLowerCase().split(';')[0]);
    },
  );

  it.each([
    'image/svg+xml',
    'text/html',
    'application/pdf',
    'text/plain',
    'application/xhtml+xml',
    'video/x-ms-asf',
    '',
  ])('never shows %j in place', async (contentType) => {
    const { needs, gets } = setUp(contentType);
    await presignGet(needs, caller, { path: 'a/b c.bin', disposition: 'inline' });
    expect(gets[0]?.answer.contentDisposition).toMatch(/^attachment; /);
  });

  it('saves an image to disk unless the request asks for something else', async () => {
    const { needs, gets } = setUp('image/png');
    await presignGet(needs, caller, { path: 'a/b c.bin' });
    expect(gets[0]?.answer.contentDisposition).toMatch(/^attachment; /);
  });
});
