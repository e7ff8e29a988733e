import { describe, expect, it } from '@jest/globals';
import * as v from 'valibot';

import { exactObject } from './exact-object.ts';

const schema = exactObject({ path: v.string() });
const firstIssue = (input: unknown) => v.safeParse(schema, input).issues?.[0];

describe('exactObject', () => {
  it('accepts its own entries', () => {
    expect(v.parse(schema, { path: 'a' })).toEqual({ path: 'a' });
  });

  it.each(['other', 'constructor', '__proto__', 'toString', 'hasOwnProperty', 'prototype'])('refuses %j', (name) => {
    const input: unknown = JSON.parse(`{ "path": "a", "${name}": {} }`);
    expect(firstIssue(input)).toMatchObject({ message: 'Is not known.', path: [{ key: name }] });
  });

  it('names what is missing', () => {
    expect(firstIssue({})).toMatchObject({ message: 'Is missing.', path: [{ key: 'path' }] });
  });

  it.each([null, 'text', 1, undefined])('refuses %j, which is no object', (input) => {
    expect(firstIssue(input)?.message).toBe('Must be an object.');
  });
});
