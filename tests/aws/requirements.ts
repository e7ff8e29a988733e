import { findProgram } from '../../scripts/deploy/find-program.ts';
import { runProgram } from './programs.ts';

/** How to install each program that the suites call. */
const howToGet = {
  sam: 'install the AWS SAM CLI: https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/install-sam-cli.html',
  'cfn-lint': 'install it with "pip install cfn-lint cfn-lint-serverless"',
  checkov: 'install it with "pip install checkov"',
  ministack: 'install it with "pip install ministack aws-sam-translator cryptography"',
  docker: 'install Docker and start it: https://docs.docker.com/engine/install',
} as const;

export type Requirement = keyof typeof howToGet;

/**
 * Returns a sentence about the programs of `wanted` that are missing and how to install them, or `undefined` when none
 * is.
 */
export async function missing(...wanted: readonly Requirement[]): Promise<string | undefined> {
  for (const name of wanted) {
    if (findProgram(name) === undefined) return `${name} is not on PATH: ${howToGet[name]}.`;
  }
  if (wanted.includes('docker') && (await runProgram(['docker', 'info'])).exitCode !== 0) {
    return `Docker does not run: ${howToGet.docker}.`;
  }
  return undefined;
}
