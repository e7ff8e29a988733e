import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { accessesIn, accessesOf, accessHead, accessText } from './records.ts';
import { administrator, callerSession, functionSession, key, s3Record, sub } from './testing/sample-records.ts';

const folder = mkdtempSync(join(tmpdir(), 'airlock-records-'));
afterAll(() => rmSync(folder, { recursive: true }));

function store(name: string, content: unknown): void {
  const file = join(folder, name);
  mkdirSync(join(file, '..'), { recursive: true });
  writeFileSync(file, gzipSync(JSON.stringify(content)));
}

beforeAll(() => {
  const later = { arn: callerSession, at: '2026-11-29T22:05:00Z' };
  store('2026/11/29/two.json.gz', { Records: [s3Record(later)] });
  store('2026/11/29/one.json.gz', {
    Records: [
      s3Record({ arn: administrator, at: '2026-11-29T22:03:00Z', method: 'AuthHeader' }),
      s3Record({ arn: functionSession, at: '2026-11-29T22:01:00Z' }),
      s3Record({ arn: functionSession, at: '2026-11-29T22:02:00Z', errorCode: 'AccessDenied' }),
      s3Record({ arn: functionSession, at: '2026-11-29T22:02:30Z', key: `users/${sub}/reports/q3.pdf.bak` }),
      s3Record({ arn: functionSession, at: '2026-11-29T22:02:40Z', key: 'users/another/reports/q3.pdf' }),
      { ...s3Record({ arn: administrator, at: '2026-11-29T22:04:00Z' }), eventSource: 'kms.amazonaws.com' },
    ],
  });
  store('2026/11/29/digest.json.gz', { awsAccountId: '123456789012', logFiles: [] });
});

describe('the records of an audit', () => {
  it('say who read a file: when, from where, by a URL of whom, and who else', () => {
    const found = accessesOf(accessesIn(folder), key);
    const url = { isSignedUrl: true, operation: 'GetObject', address: '203.0.113.7', outcome: 'ok', bytesSent: 1234 };
    expect(found).toMatchObject([
      { ...url, at: '2026-11-29T22:01:00Z', identity: functionSession },
      { ...url, at: '2026-11-29T22:02:00Z', outcome: 'AccessDenied', bytesSent: 243 },
      { at: '2026-11-29T22:03:00Z', identity: administrator, isSignedUrl: false },
      { ...url, at: '2026-11-29T22:05:00Z', identity: callerSession },
    ]);
  });

  it('are those of one file, or of a folder with a slash at its end', () => {
    const all = accessesIn(folder);
    expect(accessesOf(all, `users/${sub}/reports/q3.pdf.bak`)).toHaveLength(1);
    expect(accessesOf(all, `users/${sub}/`)).toHaveLength(5);
    expect(accessesOf(all, `users/${sub}`)).toEqual([]);
  });

  it('are never left out: a file that cannot be read whole is named', () => {
    const strange = mkdtempSync(join(folder, 'strange-'));
    const untimed = { ...s3Record({ arn: functionSession, at: '' }), eventTime: undefined };
    writeFileSync(join(strange, 'new.json.gz'), gzipSync(JSON.stringify({ Records: [untimed] })));
    expect(() => accessesIn(strange)).toThrow(/^new\.json\.gz is not as CloudTrail describes its records: .*eventTime/);
    writeFileSync(join(strange, 'new.json.gz'), gzipSync('{"Records":[').subarray(0, 20));
    expect(() => accessesIn(strange)).toThrow(/^new\.json\.gz /);
    rmSync(strange, { recursive: true });
  });

  it('are lines with a column for each word of the head', () => {
    const [first] = accessesOf(accessesIn(folder), key).map(accessText);
    expect(first).toBe(
      `2026-11-29T22:01:00Z\tGetObject\tok\t1234\t203.0.113.7\tsigned URL\t${functionSession}\t${key}\tREQUEST1`,
    );
    expect(first?.split('\t')).toHaveLength(accessHead.split('\t').length);
  });
});
