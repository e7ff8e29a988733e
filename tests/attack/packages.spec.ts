import { existsSync, globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { describe, expect, it } from '@jest/globals';
import * as v from 'valibot';

import { billProblems } from '../../scripts/packages/check-bill.ts';
import { lockedPackages, readLockFile, type LockedPackage } from '../../scripts/packages/lock-file.ts';
import { shippedPackages } from '../../scripts/packages/shipped-packages.ts';
import { writtenByNpm } from '../../scripts/packages/written-by-npm.ts';

const root = join(import.meta.dirname, '../..');
const read = (file: string): string => readFileSync(join(root, file), 'utf8');
const entries = readLockFile(root);
const installed = lockedPackages(entries);

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

const isUncommon = ({ license = 'none' }: LockedPackage): boolean => !permissive.test(license);

describe('the lock file', () => {
  it('knows the bytes of every package', () => {
    const unknown = installed.filter(
      ({ integrity, inBundle }) => inBundle !== true && integrity?.startsWith('sha512-') !== true,
    );
    expect(unknown.map(({ path }) => path)).toEqual([]);
  });

  it('takes none from anywhere but the registry', () => {
    const elsewhere = installed.filter(({ resolved = '' }) => /^(?:git|http:|file:)/.test(resolved));
    expect(elsewhere.map(({ path }) => path)).toEqual([]);
  });
});

const manifest = v.object({ allowScripts: v.record(v.string(), v.boolean()) });
const scripted = v.object({ scripts: v.optional(v.record(v.string(), v.string()), {}) });

describe('an install script', () => {
  const { allowScripts } = v.parse(manifest, JSON.parse(read('package.json')));

  it('is run of no package, whatever npm does by itself', () => {
    expect(read('.npmrc').split('\n')).toContain('ignore-scripts=true');
    expect(Object.entries(allowScripts).filter(([, isAllowed]) => isAllowed)).toEqual([]);
  });

  it('is in no package that nobody has read', () => {
    const withScript = installed.filter(({ hasInstallScript }) => hasInstallScript === true);
    expect(Object.keys(allowScripts)).toEqual([...new Set(withScript.map(({ name }) => name))].sort());
  });

  // The lock file repeats what the registry says. A package can say something else.
  it('is in no installed package of which the lock file has none', () => {
    const unnoticed = installed.filter(
      ({ path, hasInstallScript }) => hasInstallScript !== true && hasScriptOnDisk(path),
    );
    expect(unnoticed.map(({ path }) => path)).toEqual([]);
  });

  function hasScriptOnDisk(path: string): boolean {
    const file = join(root, path, 'package.json');
    if (!existsSync(file)) return false;
    const { scripts } = v.parse(scripted, JSON.parse(readFileSync(file, 'utf8')));
    const compiles = existsSync(join(root, path, 'binding.gyp'));
    return compiles || ['preinstall', 'install', 'postinstall'].some((name) => scripts[name] !== undefined);
  }
});

describe('every package', () => {
  it('has a licence that is on the list', () => {
    // The package has a build for each platform.
    const named = installed
      .filter(isUncommon)
      .map(({ name, license }) => [name.replace(/^lightningcss-.*/, 'lightningcss'), license]);
    expect(Object.fromEntries(named)).toEqual(excepted);
  });

  it('that can be in the functions or the app has a permissive licence', () => {
    const shipped = shippedPackages(entries);
    expect(shipped.map(({ name }) => name)).toEqual(
      expect.arrayContaining(['valibot', '@angular/core', 'aws-amplify']),
    );
    expect(shipped.filter(isUncommon).map(({ name }) => name)).toEqual([]);
  });

  it('under the AGPL is used in tests only', () => {
    const folders = '{backend,frontend,local,scripts,tests,bench,packages/*}/package.json';
    const uses = globSync(['package.json', folders], { cwd: root }).filter((file) =>
      /iam-(?:simulate|policy|utils)/.test(read(file)),
    );
    expect(uses).toEqual(['tests/package.json']);
  });

  it('is in the bill of materials with its checksum and its licence', () => {
    expect(billProblems(writtenByNpm(root), installed)).toEqual([]);
  });
});

describe('an action of a workflow', () => {
  it('is named by its commit, which nobody can move', () => {
    const files = [...globSync('.github/workflows/*.yml', { cwd: root }), 'docs/github-actions-deploy.yml'];
    const uses = files.flatMap((file) => read(file).match(/uses: .+/g) ?? []);
    expect(uses.length).toBeGreaterThan(0);
    expect(uses.filter((it) => !/^uses: [\w/-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/.test(it))).toEqual([]);
  });
});
