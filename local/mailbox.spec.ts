import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';

import { openMailbox } from './mailbox.ts';

let directory: string;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'airlock-mailbox-'));
});
afterEach(() => rmSync(directory, { recursive: true }));

const code = { kind: 'forgotten-password', username: 'demo', address: 'demo@example.com', secret: '123456' } as const;

describe('the mailbox', () => {
  it('keeps what the pool delivers, newest first, after a restart', () => {
    const box = openMailbox(directory);
    box.deliver(code);
    box.deliver({ kind: 'invitation', username: 'anna', secret: 'Temporary-12' });
    const expected = [
      { to: 'anna', label: 'Temporary password', secret: 'Temporary-12' },
      { to: 'demo@example.com', subject: 'Your code for a new password', secret: '123456' },
    ];
    expect(box.list()).toMatchObject(expected);
    expect(openMailbox(directory).list()).toMatchObject(expected);
  });

  it.each(['mailbox.json', 'mailbox-key.json'])('can be read by its owner only: %s', (file) => {
    openMailbox(directory).deliver(code);
    expect((statSync(join(directory, file)).mode & 0o777).toString(8)).toBe('600');
  });

  it('has a key that nobody guesses, and the same one after a restart', () => {
    const { key } = openMailbox(directory);
    expect(Buffer.from(key, 'base64url')).toHaveLength(20);
    expect(openMailbox(directory).key).toBe(key);
    const other = mkdtempSync(join(tmpdir(), 'airlock-mailbox-'));
    expect(openMailbox(other).key).not.toBe(key);
    rmSync(other, { recursive: true });
  });

  it('keeps the newest fifty mails', () => {
    const box = openMailbox(directory);
    for (let count = 1; count <= 60; count += 1) box.deliver({ ...code, secret: String(count) });
    expect(box.list().map(({ secret }) => secret)).toEqual(
      Array.from({ length: 50 }, (_, index) => String(60 - index)),
    );
  });

  it('calls each listener until it stops listening', () => {
    const box = openMailbox(directory);
    let told = 0;
    const stop = box.listen(() => (told += 1));
    box.deliver(code);
    stop();
    box.deliver(code);
    expect(told).toBe(1);
  });

  it('names the fix when it is damaged', () => {
    writeFileSync(join(directory, 'mailbox.json'), '{');
    expect(() => openMailbox(directory)).toThrow('mailbox.json is damaged: delete it');
  });
});
