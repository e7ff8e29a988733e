import angular from 'angular-eslint';
import jest from 'eslint-plugin-jest';
import tseslint from 'typescript-eslint';

/** `folder` may import none of `patterns`: the one-way picture of ARCHITECTURE.md. */
const closed = (folder, patterns, message) => ({
  files: [`${folder}/**/*.ts`],
  ignores: ['**/*.spec.ts'],
  rules: { '@typescript-eslint/no-restricted-imports': ['error', { patterns: [{ group: patterns, message }] }] },
});

const sdk = ['@aws-sdk/*', '@smithy/*'];
const server = [
  '**/backend/**',
  '**/local/**',
  '@airlock/backend*',
  '@airlock/local*',
  '@airlock/stand-ins*',
  '@airlock/template*',
];
const app = 'frontend/src/app';
const outsideTransfer = [
  ...['@angular/*', 'aws-amplify*', ...server],
  ...['upload', 'files', 'api', 'shell', 'sign-in'].map((folder) => `**/${folder}/**`),
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
  closed(
    'packages/contract',
    [...sdk, ...server, '@middy/*', '@angular/*'],
    'The contract depends on nothing of ours.',
  ),
  closed(
    'packages/checksum/src',
    ['node:*', '@airlock/*', '**/frontend/**', ...server],
    'checksum depends on nothing.',
  ),
  closed(
    'backend/src/files',
    [...sdk, '@middy/*', '**/s3/**', '**/http/**', '**/handlers/**', '**/uploads/**'],
    'Rules know only their port.',
  ),
  closed(
    'backend/src/uploads',
    [...sdk, '@middy/*', '**/s3/**', '**/http/**', '**/handlers/**'],
    'Rules know only their port.',
  ),
  closed(
    'backend/src/http',
    [...sdk, '**/s3/**', '**/handlers/**', '**/local/**'],
    'http surrounds handlers and knows no storage.',
  ),
  closed('backend/src/handlers', [...sdk, '**/local/**'], 'Only backend/src/s3 imports the AWS SDK.'),
  closed(
    'backend/src/s3',
    ['**/handlers/**', '**/http/**', '**/local/**', '@middy/*'],
    's3 implements the port of files.',
  ),
  closed(`${app}/transfer`, outsideTransfer, 'transfer is plain TypeScript.'),
  closed(
    `${app}/transfer/{requests,checksum,browser}`,
    [...outsideTransfer, '**/parts/**', '**/queue/**'],
    'Within transfer: queue → parts → checksum → requests.',
  ),
  closed(
    `${app}/transfer/parts`,
    [...outsideTransfer, '**/queue/**'],
    'Within transfer: queue → parts → checksum → requests.',
  ),
  closed(
    `${app}/api`,
    ['**/upload/**', '**/files/**', '**/shell/**', '**/transfer/**', ...server],
    'api imports the contract only.',
  ),
  closed(
    `${app}/download`,
    ['**/upload/**', '**/files/**', '**/shell/**', ...server],
    'download imports api and transfer.',
  ),
  closed(`${app}/files`, ['**/upload/**', '**/transfer/**', ...server], 'files imports api only.'),
);
