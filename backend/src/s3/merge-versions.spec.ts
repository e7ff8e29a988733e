import { describe, expect, it } from '@jest/globals';

import { mergeVersions } from './merge-versions.ts';

/** Makes an entry: its key, its id, the second in which it was stored, and whether it is the current one. */
const entry = (Key: string, VersionId: string, second: number, IsLatest = false) => ({
  Key,
  VersionId,
  LastModified: new Date(second * 1000),
  IsLatest,
});
const version = (...of: Parameters<typeof entry>) => ({ ...entry(...of), Size: 1, ETag: '"e"' });
const idsOf = (page: Parameters<typeof mergeVersions>[0]) => mergeVersions(page).map(({ versionId }) => versionId);

describe('mergeVersions', () => {
  it('returns a version with its size and ETag, and a deletion without', () => {
    const page = { Versions: [version('a', 'v1', 1)], DeleteMarkers: [entry('a', 'd1', 2, true)] };
    expect(mergeVersions(page)).toEqual([
      { key: 'a', versionId: 'd1', modifiedAt: new Date(2000), isCurrent: true },
      {
        key: 'a',
        versionId: 'v1',
        modifiedAt: new Date(1000),
        isCurrent: false,
        file: { sizeBytes: 1, etag: '"e"' },
      },
    ]);
  });

  it('orders by key in UTF-8, and of each key by time', () => {
    const Versions = [version('a', 'v3', 5, true), version('a', 'v1', 1), version('b', 'v2', 9, true)];
    // U+10000 sorts after U+FF5E in UTF-8, and before it in UTF-16.
    Versions.push(version('\uff5e', 'v4', 1), version('\u{10000}', 'v5', 1));
    const DeleteMarkers = [entry('a', 'd1', 3), entry('\uff5e', 'd4', 2, true), entry('\u{10000}', 'd5', 2, true)];
    expect(idsOf({ Versions, DeleteMarkers })).toEqual(['v3', 'd1', 'v1', 'v2', 'd4', 'v4', 'd5', 'v5']);
  });

  it('puts the current one first, whatever the second says', () => {
    const stored = {
      Versions: [version('a', 'v2', 1, true), version('a', 'v1', 1)],
      DeleteMarkers: [entry('a', 'd1', 1)],
    };
    expect(idsOf(stored)).toEqual(['v2', 'd1', 'v1']);
    const deleted = {
      Versions: [version('a', 'v1', 1)],
      DeleteMarkers: [entry('a', 'd2', 1, true), entry('a', 'd1', 1)],
    };
    expect(idsOf(deleted)).toEqual(['d2', 'd1', 'v1']);
  });

  it('keeps the order of versions, and of deletions at the end', () => {
    const DeleteMarkers = [entry('z', 'd2', 2, true), entry('z', 'd1', 1)];
    expect(idsOf({ Versions: [version('a', 'v2', 1), version('a', 'v1', 1)], DeleteMarkers })).toEqual([
      'v2',
      'v1',
      'd2',
      'd1',
    ]);
    expect(idsOf({})).toEqual([]);
  });

  it.each(['Key', 'VersionId', 'LastModified', 'IsLatest', 'Size', 'ETag'])('fails without %s', (property) => {
    const Versions = [{ ...version('a', 'v1', 1), [property]: undefined }];
    expect(() => mergeVersions({ Versions })).toThrow(`malformed answer: ${property} is`);
  });
});
