import { describe, expect, it } from '@jest/globals';

import type { LockEntries, LockEntry } from './lock-file.ts';
import { shippedPackages } from './shipped-packages.ts';

const entry = (dependencies: Record<string, string> = {}, more: Partial<LockEntry> = {}): LockEntry => ({
  version: '1.0.0',
  dependencies,
  optionalDependencies: {},
  ...more,
});
const entries: LockEntries = {
  backend: entry({ '@airlock/contract': '1', router: '1' }),
  frontend: entry(),
  'packages/contract': entry({ checker: '1' }),
  'node_modules/@airlock/contract': entry({}, { link: true, resolved: 'packages/contract' }),
  'node_modules/router': entry({ matcher: '2' }),
  'node_modules/router/node_modules/matcher': entry({ router: '1' }),
  'node_modules/matcher': entry(),
  'node_modules/checker': entry({}, { optionalDependencies: { quick: '1' } }),
  'node_modules/quick': entry(),
  'node_modules/builder': entry(),
};

describe('shippedPackages', () => {
  it('follows dependencies through our own packages and to the nearest version', () => {
    expect(shippedPackages(entries).map(({ path }) => path)).toEqual([
      'node_modules/router',
      'node_modules/router/node_modules/matcher',
      'node_modules/checker',
      'node_modules/quick',
    ]);
  });
});
