/**
 * `sam deploy` of the unmodified template to ministack, an emulated AWS, and calls to what it created.
 *
 * ministack accepts and skips silently: bucket lifecycle and encryption, access logs of the API, gateway responses, CORS
 * headers on OPTIONS, admin-only sign-up. local/template/our-template.spec.ts asserts those on the template itself.
 *
 *   node scripts/aws/emulated-deploy.ts BUILD_FOLDER     what `sam build` wrote
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { CloudFormationClient, DescribeStacksCommand } from '@aws-sdk/client-cloudformation';
import * as v from 'valibot';

import { call } from '../../local/stack/testing/api-calls.ts';
import { signedInUser } from '../../local/stack/testing/stack-user.ts';
import { Checks } from './checks.ts';
import { expectStatus } from './expect-status.ts';
import { startMinistack, type EmulatedAws } from './ministack.ts';
import { moveAFile, seeNothing } from './move-a-file.ts';
import { mustRun } from './programs.ts';
import { forged, root } from './sam-stack.ts';

const [build = '.aws-sam/build'] = process.argv.slice(2);
const stackName = 'airlock';
const outputs = v.object({
  ApiUrl: v.string(),
  FilesBucketName: v.string(),
  UserPoolId: v.string(),
  UserPoolClientId: v.string(),
});

const folder = await mkdtemp(join(tmpdir(), 'airlock-deploy-'));
const checks = new Checks();
const aws = await checks.run('ministack starts', () => startMinistack(folder));
try {
  if (aws !== undefined) await checkAll(aws);
} finally {
  await aws?.close();
  await rm(folder, { recursive: true, force: true });
}
await checks.finish();

async function checkAll(emulated: EmulatedAws): Promise<void> {
  const deployed = await checks.run('sam deploy creates the stack', async () => {
    await deploy(emulated);
    return readOutputs(emulated);
  });
  if (deployed === undefined) return;
  await checkCalls(emulated, deployed);
  await checks.run('sam deploy without a change changes nothing and succeeds', async () => {
    const { stdout } = await deploy(emulated);
    if (!/No changes to deploy|up to date/.test(stdout)) throw new Error(stdout);
  });
  await checks.run('an update keeps pool and bucket', async () => {
    await deploy(emulated, 'LogLevel=DEBUG');
    const { UserPoolId, FilesBucketName } = await readOutputs(emulated);
    if (UserPoolId !== deployed.UserPoolId) throw new Error(`The pool is now ${UserPoolId}.`);
    if (FilesBucketName !== deployed.FilesBucketName) throw new Error(`The bucket is now ${FilesBucketName}.`);
  });
  await checks.run('sam delete removes the stack', async () => {
    const command = ['sam', 'delete', '--stack-name', stackName, '--region', 'us-east-1', '--no-prompts'] as const;
    await mustRun(command, { cwd: root, env: emulated.environment });
  });
}

async function checkCalls(emulated: EmulatedAws, deployed: v.InferOutput<typeof outputs>): Promise<void> {
  const apiId = /^https?:\/\/([^.]+)\./.exec(deployed.ApiUrl)?.[1] ?? '';
  const url = `${emulated.url}/restapis/${apiId}/api/_user_request_`;
  const pool = {
    ...{ cognitoUrl: emulated.url, region: 'us-east-1', adminAccessKeyId: 'test', adminSecretAccessKey: 'test' },
    ...{ userPoolId: deployed.UserPoolId, userPoolClientId: deployed.UserPoolClientId },
    ...{ webUrl: '', apiUrl: url, s3Url: emulated.url, filesBucket: deployed.FilesBucketName },
  };
  const owner = await checks.run('a new user signs in by SRP', () => signedInUser(pool, 'owner'));
  const stranger = await checks.run('so does a second one', () => signedInUser(pool, 'stranger'));
  if (owner === undefined || stranger === undefined) return;
  const api = { url, accessToken: owner.accessToken };
  await moveAFile(checks, api);
  await seeNothing(checks, api, { url, accessToken: stranger.accessToken });
  await checks.run('the authorizer refuses no token', async () => expectStatus(await fetch(`${url}/files`), 401));
  for (const [name, token] of [
    ['a forged token', forged(owner.accessToken)],
    ['an ID token', owner.idToken],
  ] as const) {
    await checks.run(`the authorizer refuses ${name}`, async () => {
      await expectStatus(await call({ url, accessToken: token }, 'GET', '/files'), 401);
    });
  }
}

function deploy({ environment, url }: EmulatedAws, ...more: readonly string[]) {
  const parameters = [`S3Endpoint=${url}`, `CognitoEndpoint=${url}`, 'DeletionProtection=INACTIVE', ...more];
  const options = [
    '--stack-name',
    stackName,
    '--region',
    'us-east-1',
    '--resolve-s3',
    '--no-confirm-changeset',
    '--no-fail-on-empty-changeset',
  ];
  const template = ['-t', join(build, 'template.yaml'), '--no-progressbar', '--capabilities', 'CAPABILITY_IAM'];
  const overrides = ['--parameter-overrides', ...parameters];
  return mustRun(['sam', 'deploy', ...template, ...options, ...overrides], {
    cwd: root,
    env: environment,
    seconds: 300,
  });
}

async function readOutputs({ url }: EmulatedAws): Promise<v.InferOutput<typeof outputs>> {
  const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };
  const client = new CloudFormationClient({ endpoint: url, region: 'us-east-1', credentials });
  const { Stacks } = await client.send(new DescribeStacksCommand({ StackName: stackName }));
  client.destroy();
  const pairs = (Stacks?.[0]?.Outputs ?? []).map(({ OutputKey = '', OutputValue }) => [OutputKey, OutputValue]);
  return v.parse(outputs, Object.fromEntries(pairs));
}
