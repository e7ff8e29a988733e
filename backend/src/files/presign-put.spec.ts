import { maxFileBytes, maxSinglePutBytes } from '@airlock/contract';
import { describe, expect, it } from '@jest/globals';

import { presignPut } from './presign-put.ts';
import type { PutSigner, PutToSign } from './signer.ts';

const caller = { id: '0a1b2c3d-4e5f-4a6b-8c7d-9e0f1a2b3c4d' };
const request = { path: 'a/b.png', sizeBytes: 3, contentType: 'Image/PNG', crc64nvme: 'rosUhgp5mIg=' };

function recordingSigner(): PutSigner & { readonly puts: PutToSign[] } {
  const puts: PutToSign[] = [];
  return {
    puts,
    signPut: (put) => {
      puts.push(put);
      return Promise.resolve({ url: 'https://signed', headers: {}, expiresAt: new Date('2026-11-24T09:05:00Z') });
    },
  };
}

describe('presignPut', () => {
  it('signs the creation of a file under the caller, with all that is known about it', async () => {
    const signer = recordingSigner();
    await presignPut({ signer, maxFileBytes }, caller, request);
    expect(signer.puts).toEqual([
      {
        key: `users/${caller.id}/a/b.png`,
        sizeBytes: 3,
        contentType: 'image/png',
        crc64nvme: 'rosUhgp5mIg=',
        condition: { kind: 'create' },
        isDualStack: false,
      },
    ]);
  });

  it('replaces exactly the named version', async () => {
    const signer = recordingSigner();
    const etag = '"900150983cd24fb0d6963f7d28e17f72"';
    await presignPut({ signer, maxFileBytes }, caller, { ...request, replaces: etag });
    expect(signer.puts[0]?.condition).toEqual({ kind: 'replace', etag });
  });

  it('states the true end of the URL', async () => {
    const answer = await presignPut({ signer: recordingSigner(), maxFileBytes }, caller, request);
    expect(answer.expiresAt).toBe('2026-11-24T09:05:00.000Z');
  });

  it('accepts 5 GiB and refers larger files to multipart uploads', async () => {
    const signer = recordingSigner();
    await presignPut({ signer, maxFileBytes }, caller, { ...request, sizeBytes: maxSinglePutBytes });
    await expect(
      presignPut({ signer, maxFileBytes }, caller, { ...request, sizeBytes: maxSinglePutBytes + 1 }),
    ).rejects.toMatchObject({ code: 'use-multipart', field: 'sizeBytes' });
    expect(signer.puts).toHaveLength(1);
  });

  it('refuses a file that is larger than the installation allows', async () => {
    const signer = recordingSigner();
    await expect(presignPut({ signer, maxFileBytes: 2 }, caller, request)).rejects.toMatchObject({
      code: 'file-too-large',
      field: 'sizeBytes',
    });
    expect(signer.puts).toEqual([]);
  });
});
