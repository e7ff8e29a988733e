import { maxRequestBodyBytes } from '@airlock/contract';
import { describe, expect, it } from '@jest/globals';

import { readInput } from './read-input.ts';

const post = (changes: object) => ({
  httpMethod: 'POST',
  headers: { 'Content-Type': 'application/json' },
  body: '{"a":1}',
  ...changes,
});

describe('readInput of a body', () => {
  it.each([
    ['plain', {}],
    ['base64', { body: Buffer.from('{"a":1}').toString('base64'), isBase64Encoded: true }],
    ['with a charset', { headers: { 'CONTENT-TYPE': 'application/json; charset=UTF-8' } }],
  ])('reads JSON, %s', (_, changes) => {
    expect(readInput(post(changes))).toEqual({ a: 1 });
  });

  it.each([
    undefined,
    'text/plain',
    'application/x-www-form-urlencoded',
    'application/json-seq',
    'application/json; charset=latin1',
  ])('refuses content-type %s', (type) => {
    expect(() => readInput(post({ headers: { 'content-type': type } }))).toThrow(
      expect.objectContaining({ code: 'unsupported-media-type' }),
    );
  });

  it.each(['', '{', '{"a":1}x', null])('refuses %j, which is not JSON, without repeating it', (body) => {
    expect(() => readInput(post({ body }))).toThrow(
      expect.objectContaining({ code: 'invalid-request', message: 'The body is not JSON.' }),
    );
  });

  it('accepts a body of 64 KiB and not a byte more, in UTF-8 and in base64', () => {
    const fitting = `"${'é'.repeat(maxRequestBodyBytes / 2 - 1)}"`;
    const larger = `${fitting} `;
    const base64 = (text: string) => ({ body: Buffer.from(text).toString('base64'), isBase64Encoded: true });
    expect(readInput(post({ body: fitting }))).toHaveLength(maxRequestBodyBytes / 2 - 1);
    expect(readInput(post(base64(fitting)))).toHaveLength(maxRequestBodyBytes / 2 - 1);
    for (const changes of [{ body: larger }, base64(larger)]) {
      expect(() => readInput(post(changes))).toThrow(expect.objectContaining({ code: 'body-too-large' }));
    }
  });
});

describe('readInput of a query', () => {
  it('reads parameters as text, and does not read the body', () => {
    const event = { httpMethod: 'GET', multiValueQueryStringParameters: { limit: ['10'], folder: [''] }, body: '{' };
    expect(readInput(event)).toEqual({ limit: '10', folder: '' });
    expect(readInput({ httpMethod: 'DELETE', multiValueQueryStringParameters: null })).toEqual({});
  });

  it('refuses a parameter that is given twice', () => {
    const event = { httpMethod: 'DELETE', multiValueQueryStringParameters: { path: ['a', 'b'] } };
    expect(() => readInput(event)).toThrow(expect.objectContaining({ code: 'invalid-request', field: 'path' }));
  });

  it('takes a parameter with the name of an inherited property as a parameter', () => {
    const parameters = JSON.parse('{"__proto__":["x"]}') as Record<string, string[]>;
    const input = readInput({ httpMethod: 'GET', multiValueQueryStringParameters: parameters });
    expect(Object.keys(input as object)).toEqual(['__proto__']);
  });
});

describe('readInput of a path', () => {
  const pathParameters = { uploadId: 'u' };

  it('joins the parameters of the path with body and query', () => {
    expect(readInput(post({ pathParameters }))).toEqual({ a: 1, uploadId: 'u' });
    const event = { httpMethod: 'GET', multiValueQueryStringParameters: { path: ['a'] }, pathParameters };
    expect(readInput(event)).toEqual({ path: 'a', uploadId: 'u' });
    expect(readInput({ httpMethod: 'DELETE', pathParameters })).toEqual({ uploadId: 'u' });
  });

  it('refuses a body or query that repeats a parameter of the path, even with the same value', () => {
    const twice = { code: 'invalid-request', message: 'Is given more than once.', field: 'uploadId' };
    const query = { httpMethod: 'GET', multiValueQueryStringParameters: { uploadId: ['u'] }, pathParameters };
    for (const event of [post({ body: '{"uploadId":"u"}', pathParameters }), query]) {
      expect(() => readInput(event)).toThrow(expect.objectContaining(twice));
    }
  });

  it.each(['[1]', '"u"', 'null', '1'])('leaves the body %s, which is not an object, to its schema', (body) => {
    expect(readInput(post({ body, pathParameters }))).toEqual(JSON.parse(body));
  });

  it('takes a property with the name of an inherited property as a property', () => {
    const input = readInput(post({ body: '{"__proto__":{"x":1}}', pathParameters }));
    expect(Object.keys(input as object)).toEqual(['__proto__', 'uploadId']);
  });
});
