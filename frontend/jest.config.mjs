import presets from 'jest-preset-angular/presets/index.js';

const preset = presets.createEsmPreset();

export default {
  ...preset,
  displayName: 'frontend',
  setupFilesAfterEnv: ['<rootDir>/src/testing/setup-jest.ts'],
  testMatch: ['<rootDir>/src/**/*.spec.ts'],
  restoreMocks: true,
  transform: { ...preset.transform, '/@(angular|lucide)/.+\\.mjs$': '<rootDir>/src/testing/link-angular.mjs' },
  transformIgnorePatterns: [
    'node_modules/(?!tslib|@angular/(cdk|common|forms|material|platform-browser|router)/|@lucide/)',
  ],
};
