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
    ['a chapter is left out', '| V15.2 packages', '| V13.2 packages', 'has a row for each chapter that it promises$'],
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
