/** @jest-environment node */
import { describe, expect, it } from '@jest/globals';

import { TransferLog } from './transfer-log.ts';

const file = (path: string) => ({ path, sizeBytes: 10 });

describe('TransferLog', () => {
  it('counts the files of a group, and names those that failed until they are tried again', () => {
    const log = new TransferLog();
    const group = log.begin(5, 'reports/');
    for (const [id, path] of ['a', 'b', 'c', 'd'].entries()) log.add(group, id, file(path));
    log.follow(0, { outcome: 'done', movedBytes: 10 });
    log.follow(1, { outcome: 'failed', movedBytes: 0, why: 'It was lost.' });
    log.follow(2, { outcome: 'open', movedBytes: 4 });
    log.follow(3, { outcome: 'left', movedBytes: 0 });
    const counted = { id: group, startedAtMs: 5, folder: 'reports/', first: 'a', files: 4, totalBytes: 40 };
    const failures = [{ path: 'b', why: 'It was lost.' }];
    expect(log.snapshot()).toEqual([{ ...counted, done: 1, failed: 1, open: 1, movedBytes: 14, failures }]);
    log.follow(1, { outcome: 'open', movedBytes: 3 });
    expect(log.snapshot()).toEqual([{ ...counted, done: 1, failed: 0, open: 2, movedBytes: 17, failures: [] }]);
    expect(log.openOf(group)).toEqual([1, 2]);
  });

  it('shows no group without a file, and knows nothing of other files', () => {
    const log = new TransferLog();
    log.begin(1);
    expect(log.snapshot()).toEqual([]);
    expect(log.follow(7, { outcome: 'done', movedBytes: 1 })).toBe(false);
  });

  it('names a hundred failures and counts all', () => {
    const log = new TransferLog();
    const group = log.begin(1);
    for (let id = 0; id < 150; id += 1) {
      log.add(group, id, file(`${id}`));
      log.follow(id, { outcome: 'failed', movedBytes: 0 });
    }
    const [told] = log.snapshot();
    expect([told?.failed, told?.failures.length]).toEqual([150, 100]);
  });

  it('forgets the oldest group that is over when there are too many', () => {
    const log = new TransferLog();
    for (let id = 0; id <= 200; id += 1) {
      log.add(log.begin(id), id, file(`${id}`));
      if (id > 0) log.follow(id, { outcome: 'done', movedBytes: 10 });
    }
    const firsts = log.snapshot().map(({ first }) => first);
    expect([firsts.length, firsts[0], firsts[1]]).toEqual([200, '0', '2']);
    expect(log.follow(1, { outcome: 'open', movedBytes: 0 })).toBe(false);
  });

  it('forgets all when the page passes to somebody else', () => {
    const log = new TransferLog();
    log.add(log.begin(1), 1, file('a'));
    log.clear();
    expect(log.snapshot()).toEqual([]);
  });
});
