const node = (folder) => ({
  displayName: folder,
  rootDir: folder,
  testEnvironment: 'node',
  extensionsToTreatAsEsm: ['.ts'],
  transform: { '\\.ts$': '@swc/jest' },
  testMatch: ['<rootDir>/**/*.spec.ts'],
  testPathIgnorePatterns: ['/node_modules/', '/dist/'],
});

export default {
  projects: [
    node('contract'),
    node('checksum'),
    node('backend'),
    node('local'),
    node('attack'),
    node('e2e'),
    node('scripts'),
    '<rootDir>/frontend/jest.config.mjs',
  ],
};
