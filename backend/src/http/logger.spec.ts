import { afterEach, describe, expect, it, jest } from '@jest/globals';

import { log } from './logger.ts';

afterEach(() => {
  delete process.env['AWS_LAMBDA_LOG_LEVEL'];
  jest.restoreAllMocks();
});

/** Logs a line at each level and returns the levels of the lines that were written. */
function written(): readonly unknown[] {
  const write = jest.spyOn(process.stdout, 'write').mockReturnValue(true);
  log('INFO', 'answered', {});
  log('ERROR', 'failed', {});
  return write.mock.calls.map(([line]) => (JSON.parse(String(line)) as { level: unknown }).level);
}

describe('log', () => {
  it.each([
    [undefined, ['INFO', 'ERROR']],
    ['INFO', ['INFO', 'ERROR']],
    ['ERROR', ['ERROR']],
  ])('with the level %s writes %j', (level, wanted) => {
    if (level !== undefined) process.env['AWS_LAMBDA_LOG_LEVEL'] = level;
    expect(written()).toEqual(wanted);
  });
});
