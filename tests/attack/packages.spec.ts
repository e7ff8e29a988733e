import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { describe, expect, it } from '@jest/globals';
import * as v from 'valibot';

const root = join(import.meta.dirname, '../..');
const lockFile = v.object({
  packages: v.record(
    v.string(),
    v.object({
      version: v.optional(v.string()),
      resolved: v.optional(v.string()),
      integrity: v.optional(v.string()),
      link: v.optional(v.boolean()),
      license: v.optional(v.string()),
      dev: v.optional(v.boolean()),
      inBundle: v.optional(v.boolean()),
    }),
  ),
});
const { packages } = v.parse(lockFile, JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')));
const installed = Object.entries(packages).filter(
  ([path, { link }]) => path.includes('node_modules/') && link !== true,
);

/** Licences that allow use and distribution in a product under the MIT licence. */
const permissive =
  /^\(?(?:MIT|MIT-0|ISC|Apache-2\.0|BSD-[23]-Clause|0BSD|BlueOak-1\.0\.0|CC0-1\.0|CC-BY-[34]\.0|Python-2\.0|Unlicense|Zlib|WTFPL)(?: (?:OR|AND) [\w.-]+)*\)?$/;

/** Other licences by package. These packages are used for building and testing only and are never deployed. */
const excepted: Readonly<Record<string, string>> = {
  'axe-core': 'MPL-2.0',
  lightningcss: 'MPL-2.0',
  '@cloud-copilot/iam-policy': 'AGPL-3.0-or-later',
  '@cloud-copilot/iam-simulate': 'AGPL-3.0-or-later',
  '@cloud-copilot/iam-utils': 'AGPL-3.0-or-later',
};

const nameOf = (path: string): string => path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length);

describe('the lock file', () => {
  it('knows the bytes of every package', () => {
    const unknown = installed.filter(
      ([, { integrity, inBundle }]) => inBundle !== true && integrity?.startsWith('sha512-') !== true,
    );
    expect(unknown.map(([path]) => path)).toEqual([]);
  });

  it('takes none from anywhere but the registry', () => {
    const elsewhere = installed.filter(([, { resolved = '' }]) => /^(?:git|http:|file:)/.test(resolved));
    expect(elsewhere.map(([path]) => path)).toEqual([]);
  });
});

describe('every package', () => {
  it('has a licence that is on the list', () => {
    const others = installed
      .filter(([, { license = 'none' }]) => !permissive.test(license))
      // The package has a build for each platform.
      .map(([path, { license = 'none' }]) => [nameOf(path).replace(/^lightningcss-.*/, 'lightningcss'), license]);
    expect(Object.fromEntries(others)).toEqual(excepted);
  });

  it('under the AGPL is used in tests only', () => {
    const uses = globSync(
      ['package.json', '{backend,frontend,local,scripts,tests,bench}/package.json', 'packages/*/package.json'],
      {
        cwd: root,
      },
    ).filter((file) => /iam-(?:simulate|policy|utils)/.test(readFileSync(join(root, file), 'utf8')));
    expect(uses).toEqual(['tests/package.json']);
  });
});
