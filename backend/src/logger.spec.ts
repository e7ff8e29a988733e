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
  log('WARN', 'denied', {});
  log('ERROR', 'failed', {});
  return write.mock.calls.map(([line]) => (JSON.parse(String(line)) as { level: unknown }).level);
}

describe('log', () => {
  it.each([
    [undefined, ['INFO', 'WARN', 'ERROR']],
    ['INFO', ['INFO', 'WARN', 'ERROR']],
    ['ERROR', ['ERROR']],
  ])('with the level %s writes %j', (level, wanted) => {
    if (level !== undefined) process.env['AWS_LAMBDA_LOG_LEVEL'] = level;
    expect(written()).toEqual(wanted);
  });

  it('says what S3 refused, but not the name of the file', () => {
    const write = jest.spyOn(process.stdout, 'write').mockReturnValue(true);
    const refused = `User: arn:aws:sts::123456789012:assumed-role/r/f is not authorized to perform: s3:GetObject on resource: "arn:aws:s3:::airlock-files/users/0a1b/my "taxes"\n2026.pdf" because no identity-based policy allows the s3:GetObject action`;
    log('ERROR', 'failed', { error: new Error('Not answered.', { cause: new Error(refused) }) });
    const line = String(write.mock.calls[0]?.[0]);
    expect(line).not.toMatch(/taxes|2026\.pdf/);
    const { error } = JSON.parse(line) as { error: { cause: { message: string; stack: string } } };
    const said = 's3:GetObject on resource: "arn:aws:s3:::airlock-files/…" because no identity-based policy';
    expect(error.cause.message).toContain(said);
    expect(error.cause.stack).toContain(said);
    expect(error.cause.stack).toContain('logger.spec.ts');
  });
});
