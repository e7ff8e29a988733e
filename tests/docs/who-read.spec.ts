/** Tests that the command of docs/operate.md says who read a file, on records as CloudTrail writes them. */
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';

import { afterAll, describe, expect, it } from '@jest/globals';

import { administrator, callerSession, s3Record, sub } from '../../scripts/who-read/testing/sample-records.ts';
import { read, root } from './pages.ts';

const folder = mkdtempSync(join(tmpdir(), 'airlock-who-read-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** Returns the folder and the key that the page gives to `npm run who-read`. */
function argumentsOnPage(): readonly [folder: string, key: string] {
  const [, from = '', key = ''] = /npm run --silent who-read -- (\S+) '([^']+)'/.exec(read('docs/operate.md')) ?? [];
  return [from, key.replace('SUB', sub)];
}

function run(...args: readonly string[]) {
  const script = join(root, 'scripts/who-read.ts');
  const { status, stdout, stderr } = spawnSync(process.execPath, [script, ...args], { cwd: folder, encoding: 'utf8' });
  return { status, lines: stdout.trim().split('\n'), stderr };
}

describe('docs/operate.md, Who read this file', () => {
  it('names a command that prints each read of the file', () => {
    const [from, key] = argumentsOnPage();
    mkdirSync(join(folder, from, '29'), { recursive: true });
    const records = [
      s3Record({ arn: callerSession, at: '2026-11-29T22:01:00Z', key }),
      s3Record({ arn: administrator, at: '2026-11-29T22:02:00Z', method: 'AuthHeader', key }),
      s3Record({ arn: administrator, at: '2026-11-29T22:03:00Z', key: 'users/another/q3.pdf' }),
    ];
    writeFileSync(join(folder, from, '29/log.json.gz'), gzipSync(JSON.stringify({ Records: records })));
    const { status, lines } = run(from, key);
    expect(status).toBe(0);
    expect(lines.slice(1).map((line) => line.split('\t').slice(0, 7))).toEqual([
      ['2026-11-29T22:01:00Z', 'GetObject', 'ok', '1234', '203.0.113.7', 'signed URL', callerSession],
      ['2026-11-29T22:02:00Z', 'GetObject', 'ok', '1234', '203.0.113.7', 'credentials', administrator],
    ]);
  });

  it('says so when nobody did, or when there are no records', () => {
    const [from] = argumentsOnPage();
    expect(run(from, 'users/nobody/a.txt').stderr).toContain('Nobody read or wrote users/nobody/a.txt');
    expect(run('elsewhere', 'users/nobody/a.txt')).toMatchObject({
      status: 1,
      stderr: expect.stringContaining('cannot be read'),
    });
    expect(run().status).toBe(2);
  });
});
