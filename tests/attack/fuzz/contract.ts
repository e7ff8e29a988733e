import assert from 'node:assert/strict';

import { errorBody } from '@airlock/contract';
import * as v from 'valibot';

import { insides, type Operation } from '../api.ts';
import type { Answer } from '../request.ts';

/** Seed of the random cases, so that every run has the same cases. The titles of the tests print it. */
export const seed = 20_261_124;

/** Throws unless the answer is a success as the contract defines it, or a refusal that reveals no internal details. */
export function mustKeepTheContract(operation: Operation, { status, text }: Answer): void {
  if (status < 300) {
    if (operation.answer === undefined) assert.deepEqual([status, text], [204, '']);
    else v.parse(operation.answer, JSON.parse(text));
    return;
  }
  assert.ok(status >= 400 && status < 500, `${status} ${text}`);
  v.parse(errorBody, JSON.parse(text));
  assert.doesNotMatch(text, insides);
}
