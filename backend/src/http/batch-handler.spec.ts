import { fileToDownload, maxItemsBodyBytes } from '@airlock/contract';
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';

import { CodedError } from '../coded-error.ts';
import { settleEach } from '../settle-each.ts';
import { lambdaEnvironment } from '../testing/lambda-environment.ts';
import { sampleContext, withBody } from '../testing/sample-event.ts';

Object.assign(process.env, lambdaEnvironment);
const { batchHandler } = await import('./batch-handler.ts');

const work = jest.fn<(file: { path: string }) => Promise<{ url: string }>>();
const handler = batchHandler(fileToDownload, ({ files, signal }) => settleEach(files, work, signal));
let logged = '';

const unavailable = new CodedError('unavailable', 'Not now.');

async function ask(body: unknown) {
  const { statusCode, body: text } = await handler(withBody('presign-get-batch', body), sampleContext());
  return { statusCode, json: JSON.parse(text) as unknown };
}

beforeEach(() => {
  logged = '';
  jest.spyOn(process.stdout, 'write').mockImplementation((text) => {
    logged += text.toString();
    return true;
  });
  work.mockReset().mockImplementation(({ path }) => Promise.resolve({ url: `https://signed/${path}` }));
});
afterEach(() => {
  jest.restoreAllMocks();
});

describe('batchHandler', () => {
  it.each([
    ['a path that no file can have', { path: 'x'.repeat(982) }, { code: 'invalid-path', field: 'path' }],
    ['a property that is not known', { path: 'a', key: 'users/b' }, { code: 'invalid-request', field: 'key' }],
    ['no path', {}, { code: 'invalid-request', field: 'path' }],
    ['a path that is no text', { path: 1 }, { code: 'invalid-request', field: 'path' }],
    ['a list', [], { code: 'invalid-request' }],
    ['null', null, { code: 'invalid-request' }],
    ['text', 'a', { code: 'invalid-request' }],
  ])('refuses %s by itself and answers the files around it', async (_, bad, refusal) => {
    const { statusCode, json } = await ask({ files: [{ path: 'a' }, bad, { path: 'b' }] });
    expect(statusCode).toBe(200);
    expect(json).toEqual({
      files: [{ url: 'https://signed/a' }, { ...refusal, message: expect.any(String) }, { url: 'https://signed/b' }],
    });
    expect(work).toHaveBeenCalledTimes(2);
  });

  it.each([
    ['no files', {}],
    ['files that are no list', { files: { path: 'a' } }],
    ['an empty list', { files: [] }],
    ['101 files', { files: Array.from({ length: 101 }, () => ({ path: 'a' })) }],
  ])('refuses %s as a whole', async (_, body) => {
    expect(await ask(body)).toMatchObject({ statusCode: 400, json: { code: 'invalid-request', field: 'files' } });
    expect(work).not.toHaveBeenCalled();
  });

  it('answers 100 files with the longest names that JSON can write', async () => {
    const files = Array.from({ length: 100 }, () => ({ path: '\u0001'.repeat(981) }));
    expect(Buffer.byteLength(JSON.stringify({ files }))).toBeLessThan(maxItemsBodyBytes);
    expect(await ask({ files })).toMatchObject({ statusCode: 200 });
    expect(work).toHaveBeenCalledTimes(100);
  });

  it('says of a fault no more than a call about this file alone would say, and logs it', async () => {
    work.mockRejectedValueOnce(new Error('secret')).mockRejectedValueOnce(unavailable);
    const { statusCode, json } = await ask({ files: [{ path: 'a' }, { path: 'b' }, { path: 'c' }] });
    expect([statusCode, json]).toEqual([
      200,
      {
        files: [
          { code: 'internal', message: 'Something went wrong on our side.' },
          { code: 'unavailable', message: 'Not now.' },
          { url: 'https://signed/c' },
        ],
      },
    ]);
    expect(logged).toMatch(/"level":"ERROR","message":"failed for one file".*secret/);
  });

  it('fails as a whole when there is a fault with each file', async () => {
    work.mockRejectedValue(unavailable);
    expect(await ask({ files: [{ path: 'a' }, { path: 'b' }] })).toMatchObject({
      statusCode: 503,
      json: { code: 'unavailable' },
    });
  });

  it('answers when every file is refused', async () => {
    const { statusCode, json } = await ask({ files: [{ path: '\ud800' }, {}] });
    expect([statusCode, json]).toMatchObject([200, { files: [{ code: 'invalid-path' }, { code: 'invalid-request' }] }]);
  });

  it('begins with no other file when its time is over', async () => {
    const later: (() => void)[] = [];
    work.mockImplementation(() => new Promise((resolve) => later.push(() => resolve({ url: 'late' }))));
    const files = Array.from({ length: 100 }, () => ({ path: 'a' }));
    const context = { ...sampleContext(), getRemainingTimeInMillis: () => 200 };
    const answer = await handler(withBody('presign-get-batch', { files }), context);
    expect(answer).toMatchObject({ statusCode: 503, body: expect.stringContaining('unavailable') });
    for (const end of later) end();
    await new Promise(setImmediate);
    expect(work).toHaveBeenCalledTimes(32);
  });
});
