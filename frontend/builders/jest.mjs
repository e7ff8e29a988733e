/** `npx ng test`: the same as `npm test -w frontend`, so that there is one way in which the specs run. */
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

import { createBuilder } from '@angular-devkit/architect';

const program = (path) => fileURLToPath(new URL(`../../${path}`, import.meta.url));

export default createBuilder(({ watch, testNamePattern, testPathPatterns = [] }) => {
  const options = [
    ...(watch ? ['--watch'] : []),
    ...(testNamePattern === undefined ? [] : [`--testNamePattern=${testNamePattern}`]),
    ...testPathPatterns.map((it) => `--testPathPatterns=${it}`),
  ];
  const args = [program('scripts/bootstrap.mjs'), 'tests/workspace.ts', 'frontend', ...options];
  const child = spawn(process.execPath, args, { stdio: 'inherit' });
  return new Promise((resolve) => {
    child.on('error', ({ message }) => resolve({ success: false, error: message }));
    child.on('close', (code) => resolve({ success: code === 0 }));
  });
});
