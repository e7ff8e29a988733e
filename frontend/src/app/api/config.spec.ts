/** @jest-environment node */
import { describe, expect, it } from '@jest/globals';

import { testConfig } from '../../testing/test-config.ts';
import { loadConfig } from './config.ts';

const answering = (ok: boolean, body: () => Promise<unknown>) =>
  (() => Promise.resolve({ ok, json: body } as Response)) as typeof fetch;

describe('loadConfig', () => {
  it('gives the checked configuration', async () => {
    const loaded = await loadConfig(answering(true, () => Promise.resolve(testConfig)));
    expect(loaded).toEqual({ kind: 'loaded', config: testConfig });
  });

  it('takes a file that was published before it said whether there is a second factor', async () => {
    const { mfa, ...before } = testConfig;
    const loaded = await loadConfig(answering(true, () => Promise.resolve(before)));
    expect(loaded).toMatchObject({ kind: 'loaded', config: { mfa } });
  });

  it.each([
    ['unreachable', () => Promise.reject(new TypeError('Failed to fetch'))],
    ['missing', answering(false, () => Promise.resolve({}))],
    ['malformed', answering(true, () => Promise.resolve({ ...testConfig, userPoolId: 7 }))],
    ['malformed', answering(true, () => Promise.reject(new SyntaxError('<html>')))],
  ])('says that it is %s', async (problem, get) => {
    await expect(loadConfig(get)).resolves.toEqual({ kind: 'failed', problem });
  });
});
