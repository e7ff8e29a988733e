import { setupZonelessTestEnv } from 'jest-preset-angular/setup-env/zoneless/index.mjs';

// Engine tests run in the Node environment, which has Blob and streams but no document for TestBed.
if (typeof document !== 'undefined')
  setupZonelessTestEnv({ errorOnUnknownElements: true, errorOnUnknownProperties: true });
