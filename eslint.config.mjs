import angular from 'angular-eslint';
import boundaries from 'eslint-plugin-boundaries';
import jest from 'eslint-plugin-jest';
import tseslint from 'typescript-eslint';

import { arrows, arrowsOfTests } from './eslint.arrows.mjs';

/** One rule for a table: elements are folders, and every import that the table does not name is an error. */
const oneWay = (table) => ({
  plugins: { boundaries },
  settings: {
    // Folders are those below the checkout, also for `npx ng lint`, which runs in frontend/.
    'boundaries/root-path': import.meta.dirname,
    // The first that matches counts.
    'boundaries/elements': Object.keys(table)
      .sort((a, b) => Number(b.startsWith('**')) - Number(a.startsWith('**')) || b.length - a.length)
      .map((folder) => ({ type: folder, pattern: folder, partialMatch: false })),
    'import/resolver': {
      typescript: { noWarnOnMultipleProjects: true, project: [`${import.meta.dirname}/tsconfig.base.json`] },
    },
  },
  rules: {
    'boundaries/no-unknown-files': 'error',
    'boundaries/no-unknown-dependencies': 'error',
    'boundaries/dependencies': [
      'error',
      {
        default: 'disallow',
        message: '{{from.element.type}} may not import from {{to.element.type}}: see eslint.arrows.mjs.',
        policies: Object.entries(table).map(([folder, others]) => ({
          from: { element: { type: folder } },
          allow: { to: { element: { types: { anyOf: [folder, ...others] } } } },
        })),
      },
    ],
  },
});

/** `folder` may import none of these packages. */
const without = (folder, patterns, message) => ({
  files: [`${folder}/**/*.ts`],
  ignores: ['**/*.spec.ts'],
  rules: { '@typescript-eslint/no-restricted-imports': ['error', { patterns: [{ group: patterns, message }] }] },
});

const sdk = ['@aws-sdk/*', '@smithy/*'];
const tests = [
  '**/*.spec.ts',
  '**/*.cases.ts',
  '**/conformance/index.ts',
  '**/testing/**/*.ts',
  'tests/**/*.ts',
  'bench/**/*.ts',
];

export default tseslint.config(
  { ignores: ['**/node_modules', '**/dist', '**/.angular', '.aws-sam', '.local', 'coverage', 'test-results'] },
  {
    files: ['**/*.ts'],
    extends: [...tseslint.configs.strictTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/no-non-null-assertion': 'error',
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/no-extraneous-class': 'off',
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      'max-lines': ['error', { max: 200, skipBlankLines: true, skipComments: true }],
      'max-lines-per-function': ['error', { max: 40, skipBlankLines: true, skipComments: true }],
      'no-eval': 'error',
      'no-restricted-syntax': [
        'error',
        { selector: 'ExportDefaultDeclaration', message: 'Named exports only.' },
        { selector: 'MemberExpression[property.name=/^bypassSecurityTrust/]', message: 'Angular must sanitize.' },
        { selector: "MemberExpression[property.name='innerHTML']", message: 'Never set innerHTML.' },
      ],
    },
  },
  {
    files: [
      '**/*.spec.ts',
      '**/*.e2e.ts',
      '**/testing/**/*.ts',
      'tests/e2e/**/*.ts',
      'tests/faults/**/*.ts',
      'tests/large/**/*.ts',
    ],
    rules: {
      'max-lines': ['error', { max: 300, skipBlankLines: true, skipComments: true }],
      'max-lines-per-function': 'off',
      '@typescript-eslint/no-non-null-assertion': 'off',
    },
  },
  {
    files: ['**/*.spec.ts'],
    extends: [jest.configs['flat/recommended']],
    rules: {
      'jest/no-focused-tests': 'error',
      'jest/no-disabled-tests': 'error',
      'jest/no-conditional-expect': 'error',
      'jest/expect-expect': 'off',
      'jest/no-standalone-expect': 'off',
      'jest/unbound-method': 'off',
    },
  },
  // Playwright asks for default exports.
  { files: ['**/*.config.ts', 'tests/e2e/global-setup.ts'], rules: { 'no-restricted-syntax': 'off' } },
  {
    files: ['frontend/src/**/*.ts'],
    extends: [...angular.configs.tsRecommended],
    processor: angular.processInlineTemplates,
  },
  {
    files: ['frontend/src/**/*.html'],
    extends: [...angular.configs.templateRecommended, ...angular.configs.templateAccessibility],
  },
  { files: ['**/*.ts'], ignores: tests, ...oneWay(arrows) },
  { files: tests, ...oneWay(arrowsOfTests) },
  without('packages/contract/src', [...sdk, '@middy/*', '@angular/*', 'node:*'], 'The contract runs everywhere.'),
  without('packages/checksum/src', ['node:*'], 'checksum runs in the browser too.'),
  without('backend/src/{files,uploads}', [...sdk, '@middy/*'], 'Rules know only their ports.'),
  without('backend/src/http', sdk, 'http surrounds handlers and knows no storage.'),
  without('backend/src/handlers', sdk, 'Only backend/src/s3 imports the AWS SDK.'),
  without('backend/src/s3', ['@middy/*'], 's3 implements the ports of the rules.'),
  without('frontend/src/app/transfer', ['@angular/*', 'aws-amplify*'], 'transfer is plain TypeScript.'),
);
