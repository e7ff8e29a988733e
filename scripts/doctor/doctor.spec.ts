/**
 * The doctor on facts of a stack: a healthy stack has no finding, and each broken setting gives its own sentence and no
 * other.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { startStack, type RunningStack } from '../../local/start-stack.ts';
import { ask } from './ask.ts';
import { diagnose, examinations } from './diagnose.ts';
import type { Facts } from './facts.ts';
import { factsHere } from './facts-here.ts';
import { breaks } from './testing/breaks.ts';

const root = join(import.meta.dirname, '../..');
let directory: string;
let stack: RunningStack;
let healthy: Facts;

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'airlock-doctor-'));
  stack = await startStack({ directory, ports: { web: 0, s3: 0, cognito: 0 }, app: 'as-it-is' });
  healthy = await factsHere(join(root, 'template.yaml'), directory);
}, 60_000);
afterAll(async () => {
  await stack.close();
  await rm(directory, { recursive: true });
});

const sentences = (facts: Facts) => diagnose(facts).flatMap(({ sentence }) => sentence ?? []);

describe('npm run doctor', () => {
  it('finds nothing wrong with a healthy stack', () => {
    expect(sentences(healthy)).toEqual([]);
  });

  it.each(breaks)('%s: exactly one sentence', (_, broken, sentence) => {
    const found = sentences({ ...healthy, ...broken(healthy) });
    expect(found).toEqual([expect.stringContaining(sentence)]);
    // Each sentence names the fix.
    expect(found[0]).toMatch(/Restore|restore|Run|Put|Set|Let|Turn|Deploy|Ask/);
  });

  it('has a broken setting for every examination', () => {
    const seen = breaks.flatMap(([, broken]) =>
      diagnose({ ...healthy, ...broken(healthy) }).filter(({ sentence }) => sentence !== undefined),
    );
    expect(new Set(seen.map(({ name }) => name))).toEqual(new Set(examinations.map(({ name }) => name)));
  });

  it('is not content with what AWS refuses to say, and examines everything else', async () => {
    const denied = { name: 'AccessDeniedException', $metadata: { httpStatusCode: 403 } };
    const error = Object.assign(new Error('not authorized to perform: lambda:GetAccountSettings'), denied);
    const functionLimit = await ask<Facts['functionLimit']>(Promise.reject(error));
    expect(sentences({ ...healthy, functionLimit, apiOrigin: '*' })).toEqual([
      expect.stringContaining('lets every origin in'),
      expect.stringMatching(/^It is not known, .+ lambda:GetAccountSettings\)\. Let the administrator/),
    ]);
  });
});
