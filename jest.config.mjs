const node = (folder) => ({
  displayName: folder.replace('packages/', ''),
  rootDir: folder,
  testEnvironment: 'node',
  extensionsToTreatAsEsm: ['.ts'],
  transform: { '\\.ts$': '@swc/jest' },
  testMatch: ['<rootDir>/**/*.spec.ts'],
  testPathIgnorePatterns: ['/node_modules/', '/dist/'],
});

export default {
  // Some specs start programs, which takes a busy machine many seconds. No spec measures time with this.
  testTimeout: 30_000,
  testSequencer: '<rootDir>/tests/longest-first.mjs',
  projects: [
    node('packages/contract'),
    node('packages/checksum'),
    node('packages/template'),
    node('packages/stand-ins'),
    node('backend'),
    node('local'),
    node('scripts'),
    node('tests'),
    node('bench'),
    '<rootDir>/frontend/jest.config.mjs',
  ],
};
