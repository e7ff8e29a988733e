import { deleteFilesRequest, listFilesRequest, presignGetRequest, presignPutRequest } from '@airlock/contract';
import { describe, expect, it } from '@jest/globals';

import { checkInput } from './check-input.ts';

const put = { path: 'a.txt', sizeBytes: 3, contentType: 'text/plain', crc64nvme: 'rosUhgp5mIg=' };
const refusal = (code: string, field?: string): unknown => expect.objectContaining({ code, field });

describe('checkInput', () => {
  it('returns what it has checked', () => {
    expect(checkInput(presignPutRequest, put)).toEqual(put);
    expect(checkInput(listFilesRequest, { limit: '10', folder: '' })).toEqual({ limit: 10, folder: '' });
  });

  it.each([
    ['a missing entry', { ...put, path: undefined }, 'invalid-request', 'path'],
    ['traversal', { ...put, path: '../other/a' }, 'invalid-path', 'path'],
    ['an encoded NUL', { ...put, path: 'a\u0000' }, 'invalid-path', 'path'],
    ['another type', { ...put, path: 1 }, 'invalid-request', 'path'],
    ['a fraction', { ...put, sizeBytes: 1.5 }, 'invalid-request', 'sizeBytes'],
    ['a size as text', { ...put, sizeBytes: '3' }, 'invalid-request', 'sizeBytes'],
    ['a negative size', { ...put, sizeBytes: -1 }, 'invalid-request', 'sizeBytes'],
    [
      'a header injection',
      { ...put, contentType: 'text/plain\r\nx-amz-acl: public-read' },
      'invalid-request',
      'contentType',
    ],
    ['a checksum of other length', { ...put, crc64nvme: 'AAAAAA==' }, 'invalid-request', 'crc64nvme'],
    ['a bare ETag', { ...put, replaces: '900150983cd24fb0d6963f7d28e17f72' }, 'invalid-request', 'replaces'],
    ['a weak ETag', { ...put, replaces: 'W/"900150983cd24fb0d6963f7d28e17f72"' }, 'invalid-request', 'replaces'],
    ['every version', { ...put, replaces: '*' }, 'invalid-request', 'replaces'],
    ['an unknown property', { ...put, acl: 'public-read' }, 'invalid-request', 'acl'],
    ['a key of its own', { ...put, key: 'users/other/a' }, 'invalid-request', 'key'],
    ['an inherited name', { ...put, constructor: {} }, 'invalid-request', 'constructor'],
    ['an array', [put], 'invalid-request', undefined],
  ])('refuses %s', (_, input, code, field) => {
    expect(() => checkInput(presignPutRequest, input)).toThrow(refusal(code, field));
  });

  it.each([
    [{ path: '\ud800', etag: `"${'a'.repeat(32)}"` }, 'invalid-path', 'items.1.path'],
    [{ folder: '\ud800' }, 'invalid-path', 'items.1.folder'],
    [{ path: 'a', etag: '*' }, 'invalid-request', 'items.1.etag'],
    [{ path: 'a' }, 'invalid-request', 'items.1'],
    [{ path: 'a', folder: 'a' }, 'invalid-request', 'items.1'],
    ['a', 'invalid-request', 'items.1'],
  ])('says what is wrong with the item %j, which may have two forms', (item, code, field) => {
    expect(() => checkInput(deleteFilesRequest, { items: [{ folder: 'b' }, item] })).toThrow(refusal(code, field));
  });

  it.each([null, 'text', 1, undefined, []])('refuses %j, which is not an object', (input) => {
    expect(() => checkInput(deleteFilesRequest, input)).toThrow(refusal('invalid-request'));
  });

  it('refuses __proto__ and changes no prototype', () => {
    const input: unknown = JSON.parse('{"path":"a","__proto__":{"admin":true}}');
    expect(() => checkInput(presignGetRequest, input)).toThrow(refusal('invalid-request', '__proto__'));
    expect(Object.hasOwn(Object.prototype, 'admin')).toBe(false);
  });

  it.each(['0', '10001', '-1', '1e3', 'ten', ''])('refuses limit %j', (limit) => {
    expect(() => checkInput(listFilesRequest, { limit })).toThrow(refusal('invalid-request', 'limit'));
  });

  it('names only the beginning of a long unknown name', () => {
    expect(() => checkInput(presignGetRequest, { path: 'a', ['x'.repeat(999)]: 1 })).toThrow(
      refusal('invalid-request', 'x'.repeat(64)),
    );
  });
});
