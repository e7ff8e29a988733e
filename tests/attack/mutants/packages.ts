import { mutantsOf, type Mutant } from './mutant.ts';

const attack = 'tests/attack/packages.spec.ts';
const withPackage = (facts: object): string =>
  `"packages": {\n    "node_modules/mutant": ${JSON.stringify({ version: '1.0.0', license: 'MIT', integrity: 'sha512-x', ...facts })},`;

/** Mutants of the packages that are installed and of what the documentation promises. */
export const packageMutants: readonly Mutant[] = [
  ...mutantsOf('package-lock.json', attack, [
    [
      'a package may have any bytes',
      '"packages": {',
      withPackage({ integrity: 'sha1-x' }),
      'knows the bytes of every package$',
    ],
    [
      'a package may come from a repository',
      '"packages": {',
      withPackage({ resolved: 'git+ssh://git@example.com/mutant.git' }),
      'takes none from anywhere but the registry$',
    ],
    [
      'a package may have any licence',
      '"packages": {',
      withPackage({ license: 'GPL-3.0-only' }),
      'has a licence that is on the list$',
    ],
    [
      'a package may have an install script that nobody has read',
      '"packages": {',
      withPackage({ hasInstallScript: true }),
      'is in no package that nobody has read$',
    ],
    [
      'a package is left out of the bill of materials',
      '"packages": {',
      withPackage({}),
      'is in the bill of materials with its checksum and its licence$',
    ],
  ]),
  ...mutantsOf('.npmrc', attack, [
    ['npm runs install scripts', 'ignore-scripts=true', 'ignore-scripts=false', 'is run of no package'],
  ]),
  ...mutantsOf('node_modules/valibot/package.json', attack, [
    [
      'a package hides its install script from the registry',
      '"scripts": {',
      '"scripts": { "postinstall": "node steal.js",',
      'is in no installed package of which the lock file has none$',
    ],
  ]),
  ...mutantsOf('scripts/packages/shipped-packages.ts', attack, [
    [
      'what only tests use is deployed',
      `['backend', 'frontend']`,
      `['backend', 'frontend', 'tests']`,
      'that can be in the functions or the app has a permissive licence$',
    ],
  ]),
  ...mutantsOf('.github/workflows/ci.yml', attack, [
    [
      'an action is whatever its tag says today',
      'setup-python@e797f83bcb11b83ae66e0230d6156d7c80228e7c # v6.0.0',
      'setup-python@v6',
      'is named by its commit, which nobody can move$',
    ],
  ]),
  ...mutantsOf('backend/package.json', attack, [
    [
      'the AGPL is in what is deployed',
      '"name":',
      '"dependencies": { "@cloud-copilot/iam-simulate": "1" }, "name":',
      'under the AGPL is used in tests only$',
    ],
  ]),
  ...mutantsOf('docs/security.md', 'tests/attack/security-page.spec.ts', [
    [
      'a row names a test that is not there',
      'never shows %j in place',
      'sometimes shows %j in place',
      'names a test in each row, and none that does not exist$',
    ],
    ['a chapter is left out', '| V12.1 TLS', '| V11.1 TLS', 'has a row for each chapter that it promises$'],
  ]),
  ...mutantsOf('docs/regressions.md', 'tests/attack/regressions-page.spec.ts', [
    [
      'a row of regressions names a test that is not there',
      'downloads three at a time, of however many',
      'downloads four at a time, of however many',
      'names no test that does not exist$',
    ],
    [
      'a row names no test',
      'no test: seen on screenshots',
      'seen on screenshots',
      'names a test in each row, or says why there is none$',
    ],
  ]),
];
