import { spawn } from 'node:child_process';

import { DeployError } from './deploy-error.ts';
import { findProgram } from './find-program.ts';

const install = 'https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/install-sam-cli.html';

/**
 * Checks that the SAM CLI is installed.
 * @throws DeployError when it is not
 */
export function requireSam(): void {
  if (findProgram('sam') === undefined) {
    throw new DeployError(
      `The AWS SAM CLI ("sam") is not on PATH: install it (${install}) and run the same command again.`,
    );
  }
}

/**
 * Runs the SAM CLI on this terminal, so that it can show its progress and ask questions. Returns whether it ended well.
 */
export async function sam(root: string, ...args: readonly string[]): Promise<boolean> {
  const child = spawn('sam', args, { cwd: root, stdio: 'inherit', env: { SAM_CLI_TELEMETRY: '0', ...process.env } });
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('exit', (code) => resolve(code === 0));
  });
}

/** Merges overrides: the later of two values for a parameter counts. */
export function mergeOverrides(...all: readonly (readonly string[])[]): readonly string[] {
  const pairs = all.flat().map((it) => [it.slice(0, it.indexOf('=')), it] as const);
  return [...new Map(pairs).values()];
}
