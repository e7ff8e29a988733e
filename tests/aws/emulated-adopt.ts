import { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import { CognitoIdentityProviderClient, CreateUserPoolCommand } from '@aws-sdk/client-cognito-identity-provider';
import {
  DeleteBucketPolicyCommand,
  GetBucketPolicyCommand,
  ListObjectVersionsCommand,
  S3Client,
} from '@aws-sdk/client-s3';

import type { StackDescription } from '../../local/stack-file.ts';
import { presignGet, presignPut, put } from '../../local/testing/api-calls.ts';
import { listFolder } from '../../local/testing/change-calls.ts';
import { signedInUser, signInAgain, type StackUser } from '../../local/testing/stack-user.ts';
import { findStack, type StackOutputs } from '../../scripts/deploy/stack.ts';
import type { Checks } from './checks.ts';
import { deploy, failedDeploy, program, readOutputs, region, stackName } from './emulated-stack.ts';
import { expectStatus } from './expect-status.ts';
import type { EmulatedAws } from './ministack.ts';
import { mustRun } from './programs.ts';
import { root } from './sam-stack.ts';

/** A stack that runs, and how to describe it again after it was made anew. */
export interface Adoption {
  readonly emulated: EmulatedAws;
  /** The account's administrator erases a person: ministack asks for s3:DeleteObject where a version is removed. */
  readonly administrator: EmulatedAws;
  readonly stack: StackDescription;
  readonly describe: (outputs: StackOutputs) => StackDescription;
  /** People who have stored a file with `storeAs`. */
  readonly keeper: StackUser;
  readonly leaver: StackUser;
}

const bytes = Buffer.from('stored before the stack was deleted');
const options = ['--stack', stackName, '--region', region];

/**
 * Deletes a stack, adopts what it left and deploys again: the same people see the same files. Then one of them is erased.
 *
 * ministack cannot import policies of buckets, so they are taken away first here; adopt.spec.ts has an import with them.
 */
export async function checkAdoption(checks: Checks, { describe, ...adoption }: Adoption): Promise<void> {
  const { emulated, stack } = adoption;
  await checks.run('npm run adopt refuses a stack that runs', () => refuses(emulated, 'there is nothing to adopt'));
  await checks.run('sam delete removes the stack', async () => {
    const command = ['sam', 'delete', '--stack-name', stackName, '--region', region, '--no-prompts'] as const;
    await mustRun(command, { cwd: root, env: emulated.environment });
  });
  await checkAdopt(checks, emulated, stack);
  await checks.run('npm run deploy makes the rest, with the same pool and the same buckets', async () => {
    await deploy(emulated, stack.webUrl);
    const made = describe(await readOutputs(emulated));
    for (const name of ['userPoolId', 'filesBucket', 'stateBucket'] as const) {
      if (made[name] !== stack[name]) throw new Error(`${name} is now ${made[name]}.`);
    }
    await checkPolicies(stack);
  });
  const after = describe(await readOutputs(emulated));
  await checks.run('the same people see the same files, and nobody else’s', async () => {
    for (const name of ['keeper', 'leaver']) await seesTheFile(after, name);
  });
  await checkErase(checks, { ...adoption, stack: after });
}

async function checkAdopt(checks: Checks, emulated: EmulatedAws, stack: StackDescription): Promise<void> {
  await checks.run('npm run deploy makes no new stack beside what is left, and names the command', async () => {
    const complaint = await failedDeploy(emulated, stack.webUrl);
    if (!complaint.includes(`run "npm run adopt -- ${options.join(' ')}" first`)) throw new Error(complaint);
  });
  await checks.run('npm run adopt refuses a pool that knows nobody', async () => {
    await refuses(emulated, 'knows none of the people whose files are in', '--pool', await anotherPool(stack));
  });
  await checks.run('a refused change set leaves no stack behind', async () => {
    await refuses(emulated, 'CloudFormation refuses to adopt them');
    if ((await statusOf(stack)) !== undefined) throw new Error(`The stack is ${await statusOf(stack)}.`);
  });
  await removePolicies(stack);
  await checks.run('npm run adopt makes a stack of pool and buckets, and can be repeated', async () => {
    for (const { exitCode, stdout, stderr } of [await adopt(emulated), await adopt(emulated)]) {
      if (exitCode !== 0 || !stdout.includes('has its pool and buckets again')) throw new Error(`${stdout}${stderr}`);
    }
    if ((await statusOf(stack)) !== 'IMPORT_COMPLETE') throw new Error(`The stack is ${await statusOf(stack)}.`);
  });
  await checks.run('npm run user -- erase says that an adopted stack is not complete yet', async () => {
    const { exitCode, stderr } = await program(emulated, 'scripts/user.ts', 'erase', 'leaver', ...options);
    if (exitCode !== 1 || !stderr.includes('is not complete: run "npm run deploy')) throw new Error(stderr);
  });
}

const adopt = (emulated: EmulatedAws, ...more: readonly string[]) =>
  program(emulated, 'scripts/adopt.ts', ...options, '--yes', ...more);

async function refuses(emulated: EmulatedAws, sentence: string, ...more: readonly string[]): Promise<void> {
  const { exitCode, stdout, stderr } = await adopt(emulated, ...more);
  if (exitCode !== 1 || !stderr.includes(sentence)) throw new Error(`${stdout}${stderr}`);
}

/** Signs somebody in who stores one file. */
export async function storeAs(stack: StackDescription, name: string): Promise<StackUser> {
  const user = await signedInUser(stack, name);
  const api = { url: stack.apiUrl, accessToken: user.accessToken };
  await expectStatus(await put(await presignPut(api, { path: `${name}.txt`, bytes }), bytes), 200);
  return user;
}

async function seesTheFile(stack: StackDescription, name: string): Promise<void> {
  const { accessToken } = await signInAgain(stack, name);
  const api = { url: stack.apiUrl, accessToken };
  const paths = (await listFolder(api, '')).files.map(({ path }) => path);
  if (paths.join() !== `${name}.txt`) throw new Error(`${name} sees ${paths.join()}.`);
  const download = await fetch((await presignGet(api, `${name}.txt`)).url);
  if (!Buffer.from(await download.arrayBuffer()).equals(bytes)) throw new Error('Other bytes came back.');
}

async function checkErase(
  checks: Checks,
  { administrator, stack, keeper, leaver }: Omit<Adoption, 'describe'>,
): Promise<void> {
  await checks.run('npm run user -- erase removes one of them with all files, and nothing of the other', async () => {
    const erase = ['erase', 'leaver', '--yes', 'leaver', ...options];
    const { exitCode, stdout, stderr } = await program(administrator, 'scripts/user.ts', ...erase);
    if (exitCode !== 0 || !stdout.includes('leaver is erased')) throw new Error(`${stdout}${stderr}`);
    const [left, kept] = [await keysUnder(stack, leaver.keyPrefix), await keysUnder(stack, keeper.keyPrefix)];
    if (left.length > 0 || kept.length !== 1) throw new Error(`Left ${left.join()}, kept ${kept.join()}.`);
    await seesTheFile(stack, 'keeper');
  });
}

const place = ({ cognitoUrl: endpoint }: StackDescription) => {
  const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };
  return { endpoint, region, credentials };
};
const s3Of = (stack: StackDescription) => new S3Client({ ...place(stack), forcePathStyle: true });

async function statusOf(stack: StackDescription): Promise<string | undefined> {
  return (await findStack(new CloudFormationClient(place(stack)), stackName))?.StackStatus;
}

async function anotherPool(stack: StackDescription): Promise<string> {
  const client = new CognitoIdentityProviderClient(place(stack));
  return (await client.send(new CreateUserPoolCommand({ PoolName: 'another' }))).UserPool?.Id ?? '';
}

const bucketsOf = ({ filesBucket, stateBucket }: StackDescription) => [
  ...[filesBucket, stateBucket, filesBucket.replace('-files-', '-web-')],
];

async function removePolicies(stack: StackDescription): Promise<void> {
  for (const Bucket of bucketsOf(stack)) await s3Of(stack).send(new DeleteBucketPolicyCommand({ Bucket }));
}

async function checkPolicies(stack: StackDescription): Promise<void> {
  for (const Bucket of bucketsOf(stack)) {
    const { Policy = '' } = await s3Of(stack).send(new GetBucketPolicyCommand({ Bucket }));
    if (!Policy.includes('DenyPlainHttp')) throw new Error(`The policy of ${Bucket} is ${Policy}.`);
  }
}

async function keysUnder(stack: StackDescription, Prefix: string): Promise<readonly string[]> {
  const command = new ListObjectVersionsCommand({ Bucket: stack.filesBucket, Prefix });
  const { Versions = [], DeleteMarkers = [] } = await s3Of(stack).send(command);
  return [...Versions, ...DeleteMarkers].map(({ Key = '' }) => Key);
}
