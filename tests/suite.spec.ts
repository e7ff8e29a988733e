import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';

import { runSuites, type Suite } from './suite.ts';

const exits = (code: number) => [process.execPath, '-e', `process.exit(${code})`] as const;
const suite: Suite = { name: 'a suite', command: exits(0), commandBeside: exits(1) };

beforeEach(() => {
  jest.spyOn(console, 'log').mockReturnValue();
});
afterEach(() => {
  jest.restoreAllMocks();
});

describe('a suite that has a command for company', () => {
  it('runs its own command alone', async () => {
    expect(await runSuites([suite], 2)).toMatchObject([{ passed: 1, failed: 0 }]);
  });

  it('runs the other one while another suite may run beside it', async () => {
    const other: Suite = { name: 'another', command: exits(0) };
    expect(await runSuites([suite, other], 2)).toMatchObject([{ failed: 1 }, { failed: 0 }]);
  });
});
