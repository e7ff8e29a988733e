import type { ChangeRecord, SlicePlan } from '../changes/change-record.ts';

/** Makes the record of a change that has just begun. */
export function sampleRecord(changes: Partial<ChangeRecord> = {}): ChangeRecord {
  return {
    changeId: '0u1xq3z8k-5f8f0f7e6d1c4f0e',
    kind: 'delete',
    state: 'running',
    first: { folder: 'reports/2026' },
    itemCount: 1,
    nextSlice: 0,
    doneCount: 0,
    failedCount: 0,
    failed: [],
    startedAt: '2026-11-24T09:00:00.000Z',
    updatedAt: '2026-11-24T09:00:00.000Z',
    ...changes,
  };
}

/** Makes the plan of a slice that deletes one file. */
export function samplePlan(key: string): SlicePlan {
  return {
    files: [{ key, version: '"900150983cd24fb0d6963f7d28e17f72"' }],
    failed: [{ path: 'gone.txt', code: 'not-found' }],
    rest: [{ folder: 'reports/2026', after: key }],
  };
}
