import presets from 'jest-preset-angular/presets/index.js';

export default {
  ...presets.createEsmPreset(),
  displayName: 'frontend',
  testMatch: ['<rootDir>/src/**/*.spec.ts'],
};
