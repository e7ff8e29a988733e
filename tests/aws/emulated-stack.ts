import { APIGatewayClient } from '@aws-sdk/client-api-gateway';
import { CloudFormationClient } from '@aws-sdk/client-cloudformation';

import { deploymentOf, restApiIdOf } from '../../scripts/deploy/stage.ts';
import { findStack, outputsOf, type StackOutputs } from '../../scripts/deploy/stack.ts';
import type { EmulatedAws } from './ministack.ts';
import { mustRun, runProgram, type Outcome } from './programs.ts';
import { root } from './sam-stack.ts';

export const stackName = 'airlock';
export const region = 'us-east-1';

/** The command of `npm run deploy` against an emulated AWS. It does not know alarms on metric math, so that alarm is left out. */
function deployCommand({ url }: EmulatedAws, devOrigin: string, more: readonly string[]): [string, ...string[]] {
  const parameters = [
    ...[`S3Endpoint=${url}`, `CognitoEndpoint=${url}`, `StatesEndpoint=${url}`, `DevOrigin=${devOrigin}`],
    ...['DeletionProtection=INACTIVE', 'OpenUploads=0', ...more],
  ];
  const options = ['--stack', stackName, '--region', region, '--yes'];
  return [process.execPath, 'scripts/deploy.ts', ...options, ...parameters.flatMap((it) => ['--parameter', it])];
}

/** Runs `npm run deploy`, which must succeed. */
export const deploy = (aws: EmulatedAws, devOrigin: string, ...more: readonly string[]): Promise<Outcome> =>
  mustRun(deployCommand(aws, devOrigin, more), { cwd: root, env: aws.environment, seconds: 400 });

/** Runs `npm run deploy`, which must fail. Returns what it complains about. */
export async function failedDeploy(aws: EmulatedAws, devOrigin: string, ...more: readonly string[]): Promise<string> {
  const command = deployCommand(aws, devOrigin, more);
  const { exitCode, stdout, stderr } = await runProgram(command, { cwd: root, env: aws.environment });
  if (exitCode === 0) throw new Error(`It succeeded: ${stdout}`);
  return stderr;
}

/** What the stage of the API shows, and how the stack is tagged. */
export async function readDeployed({ url }: EmulatedAws) {
  const account = { endpoint: url, region, credentials: { accessKeyId: 'test', secretAccessKey: 'test' } };
  const [cloudFormation, gateway] = [new CloudFormationClient(account), new APIGatewayClient(account)];
  const stack = await findStack(cloudFormation, stackName);
  if (stack === undefined) throw new Error(`There is no stack ${stackName}.`);
  const deployment = await deploymentOf(gateway, restApiIdOf(outputsOf(stack).ApiUrl));
  cloudFormation.destroy();
  gateway.destroy();
  const tags = (stack.Tags ?? []).map(({ Key, Value }) => `${Key}=${Value}`).sort();
  return { deployment: deployment?.id, description: deployment?.description, tags };
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
