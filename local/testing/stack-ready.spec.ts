import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterEach, beforeEach, expect, it } from '@jest/globals';

import { startProgram, type Program } from './program.ts';
import { untilReady } from './stack-ready.ts';

const patienceMs = 30_000;
let directory: string;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'airlock-ready-'));
});
afterEach(() => {
  rmSync(directory, { recursive: true });
});

const program = (script: string): Program => startProgram(['--eval', script]);

it('says with which code a program ended, and what it wrote last', async () => {
  const reason = 'x'.repeat(100_000);
  const failing = program(`process.stderr.write('${reason}', () => process.exit(3))`);
  await expect(untilReady(failing, directory, patienceMs)).rejects.toThrow(
    `The stack ended with 3 before it was ready:\n${reason}`,
  );
});

it('says by which signal a program was ended', async () => {
  const killed = program(`process.kill(process.pid, 'SIGKILL')`);
  await expect(untilReady(killed, directory, patienceMs)).rejects.toThrow(
    'The stack ended with SIGKILL before it was ready',
  );
});

it('says how long a program has taken that is not ready, and what it does', async () => {
  const slow = program(`console.log('Bundling the functions …'); setInterval(() => undefined, 1000)`);
  await slow.line(/Bundling/);
  await expect(untilReady(slow, directory, 100)).rejects.toThrow(
    'The stack was not ready within 0.1 s:\nBundling the functions …',
  );
  await slow.stop('SIGKILL');
});
