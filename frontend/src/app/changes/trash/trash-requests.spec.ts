/** @jest-environment node */
import { describe, expect, it } from '@jest/globals';

import { trashEntry } from './trash-entry.ts';
import { purgeRequests, restoreRequests } from './trash-requests.ts';

const entries = Array.from({ length: 2001 }, (_, index) =>
  trashEntry({
    path: `reports/${index}`,
    versionId: `v${index}`,
    sizeBytes: 1,
    deletedAt: '2026-11-20T00:00:00.000Z',
    purgedAt: '2026-12-20T00:00:00.000Z',
  }),
);

describe('restoreRequests', () => {
  it('names at most a thousand files in each', () => {
    const requests = restoreRequests(entries, undefined);
    expect(requests.map(({ request }) => request.items?.length)).toEqual([1000, 1000, 1]);
    expect(requests[2]?.request.items).toEqual([{ path: 'reports/2000' }]);
    expect(requests[2]?.paths).toEqual(['reports/2000']);
  });

  it('names the folder when many files are all of it, and the files when they are few', () => {
    const [request, ...others] = restoreRequests(entries, 'reports');
    expect(request?.request).toEqual({ items: [{ folder: 'reports' }] });
    expect([request?.paths.length, others.length]).toEqual([2001, 0]);
    expect(restoreRequests(entries.slice(0, 1), 'reports')[0]?.request).toEqual({ items: [{ path: 'reports/0' }] });
  });
});

describe('purgeRequests', () => {
  it('names each version', () => {
    const requests = purgeRequests(entries);
    expect(requests.map(({ request }) => request.items.length)).toEqual([1000, 1000, 1]);
    expect(requests[0]?.request.items[1]).toEqual({ path: 'reports/1', versionId: 'v1' });
  });
});
