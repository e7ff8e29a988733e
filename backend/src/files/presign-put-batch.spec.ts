import { maxFileBytes, maxSinglePutBytes } from '@airlock/contract';
import { describe, expect, it } from '@jest/globals';

import { CodedError } from '../coded-error.ts';
import { presignPutBatch } from './presign-put-batch.ts';
import type { PutSigner, PutToSign } from './signer.ts';

const caller = { id: '0a1b2c3d-4e5f-4a6b-8c7d-9e0f1a2b3c4d' };
const request = { path: 'a/b.png', sizeBytes: 3, contentType: 'image/png', crc64nvme: 'rosUhgp5mIg=' };

/** A signer that answers a URL with the key, after as many turns as the file has bytes. */
function slowSigner(): PutSigner & { readonly puts: PutToSign[] } {
  const puts: PutToSign[] = [];
  return {
    puts,
    signPut: async (put) => {
      for (let turn = 0; turn < put.sizeBytes; turn += 1) await Promise.resolve();
      puts.push(put);
      return { url: `https://signed/${put.key}`, headers: {}, expiresAt: new Date('2026-11-24T09:05:00Z') };
    },
  };
}

const { signal } = new AbortController();

describe('presignPutBatch', () => {
  it('signs each file under the caller and answers in the order of the request, whatever takes longest', async () => {
    const files = [9, 1, 5].map((sizeBytes) => ({ ...request, path: `${sizeBytes}.png`, sizeBytes }));
    const signer = slowSigner();
    const answers = await presignPutBatch({ signer, maxFileBytes }, caller, { files, signal });
    expect(answers).toMatchObject(
      files.map(({ path }) => ({ status: 'fulfilled', value: { url: `https://signed/users/${caller.id}/${path}` } })),
    );
    expect(signer.puts.map(({ key }) => key)).not.toEqual(files.map(({ path }) => `users/${caller.id}/${path}`));
  });

  it('refuses a file that breaks a rule by itself, and signs the others', async () => {
    const tooLarge = { ...request, sizeBytes: maxSinglePutBytes + 1 };
    const badName = new CodedError('invalid-path', 'Has a backslash.', { field: 'path' });
    const signer = slowSigner();
    const answers = await presignPutBatch({ signer, maxFileBytes }, caller, {
      files: [badName, request, tooLarge, request],
      signal,
    });
    expect(answers).toMatchObject([
      { status: 'rejected', reason: badName },
      { status: 'fulfilled' },
      { status: 'rejected', reason: { code: 'use-multipart', field: 'sizeBytes' } },
      { status: 'fulfilled' },
    ]);
    expect(signer.puts).toHaveLength(2);
  });

  it('signs each file for the endpoint that it asks for, and for the usual one when it asks for none', async () => {
    const signer = slowSigner();
    await presignPutBatch({ signer, maxFileBytes }, caller, {
      files: [request, { ...request, endpoint: 'dual-stack' }, request],
      signal,
    });
    expect(signer.puts.map(({ isDualStack }) => isDualStack)).toEqual([false, true, false]);
  });

  it('binds each file to its own condition', async () => {
    const etag = '"900150983cd24fb0d6963f7d28e17f72"';
    const signer = slowSigner();
    await presignPutBatch({ signer, maxFileBytes }, caller, {
      files: [{ ...request, replaces: etag }, request],
      signal,
    });
    expect(signer.puts.map(({ condition }) => condition)).toEqual([{ kind: 'replace', etag }, { kind: 'create' }]);
  });
});
