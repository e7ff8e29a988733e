import { CloudFormationClient } from '@aws-sdk/client-cloudformation';

import { findStack, outputsOf, type StackOutputs } from '../../scripts/deploy/stack.ts';
import type { EmulatedAws } from './ministack.ts';
import { mustRun, runProgram, type Outcome } from './programs.ts';
import { root } from './sam-stack.ts';

export const stackName = 'airlock';
export const region = 'us-east-1';

/** Runs `npm run deploy` against an emulated AWS. It does not know alarms on metric math, so that alarm is left out. */
export function deploy({ environment, url }: EmulatedAws, devOrigin: string, ...more: readonly string[]) {
  const parameters = [
    ...[`S3Endpoint=${url}`, `CognitoEndpoint=${url}`, `StatesEndpoint=${url}`, `DevOrigin=${devOrigin}`],
    ...['DeletionProtection=INACTIVE', 'OpenUploads=0', ...more],
  ];
  const options = ['--stack', stackName, '--region', region, '--yes'];
  const command = [process.execPath, 'scripts/deploy.ts', ...options] as const;
  return mustRun([...command, ...parameters.flatMap((it) => ['--parameter', it])], {
    ...{ cwd: root, env: environment, seconds: 400 },
  });
}

export async function readOutputs({ url }: EmulatedAws): Promise<StackOutputs> {
  const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };
  const client = new CloudFormationClient({ endpoint: url, region, credentials });
  const stack = await findStack(client, stackName);
  client.destroy();
  if (stack === undefined) throw new Error(`There is no stack ${stackName}.`);
  return outputsOf(stack);
}

/** Runs one of our own programs, as a person with this emulated AWS would call it. */
export const program = ({ environment }: EmulatedAws, file: string, ...args: readonly string[]): Promise<Outcome> =>
  runProgram([process.execPath, file, ...args], { cwd: root, env: environment });
