import type { Change } from '@airlock/contract';

const start: Change = {
  changeId: '0123abcde-0123456789abcdef',
  kind: 'delete',
  state: 'done',
  first: { path: 'a.txt' },
  itemCount: 1,
  doneCount: 1,
  failedCount: 0,
  failed: [],
  startedAt: '2026-11-29T10:00:00.000Z',
};

/** Returns a change of one file, with what a test says about it. */
export const aChange = (told: Partial<Change>): Change => ({ ...start, ...told });
