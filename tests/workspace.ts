/**
 * `npm test -w backend`: the specs of one workspace. Arguments after `--` go to jest:
 * `npm test -w backend -- presign-put --watch`.
 */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

import { jest } from './jest.ts';

const [project, ...more] = process.argv.slice(2);
if (project === undefined)
  throw new Error('Usage: node scripts/bootstrap.mjs tests/workspace.ts <jest project> [options]');
const [program, ...args] = jest([project]);
const { status } = spawnSync(program, [...args, ...more], {
  cwd: join(import.meta.dirname, '..'),
  stdio: 'inherit',
});
process.exitCode = status ?? 1;
