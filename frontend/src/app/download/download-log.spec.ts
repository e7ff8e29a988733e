import { signal } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { beforeEach, describe, expect, it } from '@jest/globals';

import { SESSION_STATE, type SessionState } from '../api/session-state.ts';
import { DownloadLog } from './download-log.ts';
import type { DownloadRow } from './download-row.ts';
import { DownloadRows } from './download-rows.ts';

const anna: SessionState = { kind: 'signed-in', username: 'anna', userId: 'anna-id' };
const session = signal<SessionState>(anna);
const file = (path: string): Omit<DownloadRow, 'id'> => ({
  path,
  versionId: undefined,
  attempt: undefined,
  state: { kind: 'waiting' },
  sizeBytes: 100,
});
let log: DownloadLog;
let rows: DownloadRows;

beforeEach(() => {
  session.set(anna);
  TestBed.configureTestingModule({ providers: [{ provide: SESSION_STATE, useValue: session }] });
  log = TestBed.inject(DownloadLog);
  rows = TestBed.inject(DownloadRows);
  TestBed.tick();
});

function add(...paths: readonly string[]): readonly number[] {
  rows.add(paths.map(file));
  TestBed.tick();
  return rows.all().map(({ id }) => id);
}

function change(id: number | undefined, state: DownloadRow['state']): void {
  rows.change(id ?? 0, { state });
  TestBed.tick();
}

describe('DownloadLog', () => {
  it('has a group for the files that were asked for together', () => {
    const ids = add('a', 'b');
    add('c');
    expect(log.groups().map(({ first, files, open }) => ({ first, files, open }))).toEqual([
      { first: 'a', files: 2, open: 2 },
      { first: 'c', files: 1, open: 1 },
    ]);
    expect(log.openOf(log.groups()[0]?.id ?? 0)).toEqual([...ids].reverse());
  });

  it('counts what arrived, what failed and why, and what was cancelled', () => {
    const [a, b, c] = add('a', 'b', 'c');
    change(a, { kind: 'done', isVerified: true });
    change(b, { kind: 'failed', reason: 'network' });
    change(c, { kind: 'cancelled' });
    const [group] = log.groups();
    expect(group).toMatchObject({ done: 1, failed: 1, open: 0, movedBytes: 100 });
    expect(group?.failures).toEqual([{ path: 'b', why: expect.stringMatching(/\w/) }]);
  });

  it('takes what the browser fetches by itself for done: nobody is told how that ends', () => {
    const [a] = add('a');
    change(a, { kind: 'handed-over' });
    expect(log.groups()[0]).toMatchObject({ done: 1, open: 0 });
  });

  it('keeps what is removed from the tray', () => {
    const [a] = add('a');
    change(a, { kind: 'done', isVerified: false });
    rows.keep(() => false);
    TestBed.tick();
    expect(log.groups()).toMatchObject([{ first: 'a', done: 1 }]);
  });

  it('leaves nothing to the next person', () => {
    add('secret');
    session.set({ kind: 'signed-in', username: 'ben', userId: 'ben-id' });
    TestBed.tick();
    expect(log.groups()).toEqual([]);
  });
});
