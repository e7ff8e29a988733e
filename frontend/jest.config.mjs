import presets from 'jest-preset-angular/presets/index.js';

export default {
  ...presets.createEsmPreset(),
  displayName: 'frontend',
  setupFilesAfterEnv: ['<rootDir>/src/testing/setup-jest.ts'],
  testMatch: ['<rootDir>/src/**/*.spec.ts'],
  restoreMocks: true,
};
