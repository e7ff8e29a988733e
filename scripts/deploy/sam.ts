import { spawn, spawnSync } from 'node:child_process';

import { DeployError } from './deploy-error.ts';
import { findProgram } from './find-program.ts';

const install = 'https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/install-sam-cli.html';

/** The first SAM CLI that knows the runtime nodejs24.x of template.yaml. */
const oldest = [1, 147, 1];

/**
 * Checks that the SAM CLI is installed and knows what template.yaml needs.
 * @throws DeployError when it is not, or does not
 */
export function requireSam(): void {
  if (findProgram('sam') === undefined) {
    throw new DeployError(
      `The AWS SAM CLI ("sam") is not on PATH: install it (${install}) and run the same command again.`,
    );
  }
  const { stdout } = spawnSync('sam', ['--version'], { encoding: 'utf8', env: samEnvironment() });
  checkSamVersion(stdout);
}

/** Checks what `sam --version` prints, see `requireSam`. */
export function checkSamVersion(printed: string): void {
  const [, ...numbers] = /(\d+)\.(\d+)\.(\d+)/.exec(printed) ?? [];
  const found = numbers.map(Number);
  const first = oldest.findIndex((it, at) => found[at] !== it);
  if (found.length > 0 && (first < 0 || (found[first] ?? 0) > (oldest[first] ?? 0))) return;
  const version = found.length > 0 ? found.join('.') : `of an unknown version (${printed.trim()})`;
  throw new DeployError(
    `The AWS SAM CLI here is ${version}, and template.yaml needs ${oldest.join('.')} or newer for nodejs24.x: install that (${install}) and run the same command again.`,
  );
}

const samEnvironment = (): NodeJS.ProcessEnv => ({ SAM_CLI_TELEMETRY: '0', ...process.env });

/**
 * Runs the SAM CLI on this terminal, so that it can show its progress and ask questions. Returns whether it ended well.
 */
export async function sam(root: string, ...args: readonly string[]): Promise<boolean> {
  const child = spawn('sam', args, { cwd: root, stdio: 'inherit', env: samEnvironment() });
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('exit', (code) => resolve(code === 0));
  });
}
