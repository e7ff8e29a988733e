/**
 * Deploys the unmodified template and the real app with `npm run deploy` to ministack, an emulated AWS, and calls what
 * it created: with fetch, and as a user in a browser.
 *
 * ministack accepts and ignores silently: bucket lifecycle and encryption, access logs of the API, gateway responses,
 * CORS headers on OPTIONS, admin-only sign-up, logging of state machines, rotation of refresh tokens, throttling of single methods.
 * tests/template/checks asserts those on the template itself.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { readTemplate } from '@airlock/template';

import type { StackDescription } from '../../local/stack-file.ts';
import { call } from '../../local/testing/api-calls.ts';
import { signedInUser } from '../../local/testing/stack-user.ts';
import type { StackOutputs } from '../../scripts/deploy/stack.ts';
import { browserJourney } from './browser-journey.ts';
import { changeAFolder } from './change-a-folder.ts';
import { Checks } from './checks.ts';
import { startDistribution } from './distribution.ts';
import { asDeployer, checkCalledActions, checkMissingActions } from './deployer.ts';
import { checkAdoption, storeAs } from './emulated-adopt.ts';
import { checkDoctor } from './emulated-doctor.ts';
import { checkScoped } from './emulated-scoped.ts';
import { deploy, program, readDeployed, readOutputs, region, stackName } from './emulated-stack.ts';
import { tryTakeover } from './emulated-takeover.ts';
import { expectStatus } from './expect-status.ts';
import { startBuiltIn } from './gateways/built-in.ts';
import { compareGateways } from './gateways/compare.ts';
import { startMinistack, type EmulatedAws } from './ministack.ts';
import { moveAFile, seeNothing } from './move-a-file.ts';
import { moveInParts } from './move-in-parts.ts';
import { freePort } from './programs.ts';
import { forged, root } from './sam-stack.ts';
import { withoutDeleteDeny } from './without-delete-deny.ts';

const folder = await mkdtemp(join(tmpdir(), 'airlock-deploy-'));
const checks = new Checks();
const port = await freePort();
const webUrl = `http://localhost:${port}`;
const aws = await checks.run('ministack starts', () => startMinistack(folder));
try {
  if (aws !== undefined) await checkAll(aws);
} finally {
  await aws?.close();
  await rm(folder, { recursive: true, force: true });
}
await checks.finish();

async function checkAll(emulated: EmulatedAws): Promise<void> {
  await checkMissingActions(checks, emulated);
  const deployer = await checks.run('a person gets the policies of docs', () => asDeployer(emulated, 'deployer'));
  if (deployer === undefined) return;
  const deployed = await checks.run('npm run deploy creates the stack and publishes the app', async () => {
    const { stdout } = await deploy(deployer, webUrl);
    if (!stdout.includes(`npm run user -- add NAME --stack ${stackName} --region ${region}`)) throw new Error(stdout);
    return readOutputs(emulated);
  });
  if (deployed === undefined) return;
  const stack = describe(emulated, deployed);
  await withoutDeleteDeny(stack, () => checkCalls(stack));
  await compareWithBuiltIn(stack);
  await checkApp(deployer, stack, deployed);
  await checkRedeploy(deployer);
  await checkScoped(checks, deployer, stack);
  const [keeper, leaver] = [await storeAs(stack, 'keeper'), await storeAs(stack, 'leaver')];
  await checkUpdate(deployer, deployed);
  await checks.run('more requests than RequestsPerSecond are refused', async () => {
    const { accessToken } = await signedInUser(stack, 'busy');
    const ask = () => call({ url: stack.apiUrl, accessToken }, 'GET', '/files');
    const answers = await Promise.all(Array.from({ length: 20 }, ask));
    const statuses = answers.map(({ status }) => status);
    if (!statuses.includes(429)) throw new Error(`The answers are ${statuses.join()}.`);
  });
  const describeAgain = (outputs: StackOutputs): StackDescription => describe(emulated, outputs);
  const people = { keeper, leaver, administrator: emulated };
  await checkAdoption(checks, { emulated: deployer, stack, describe: describeAgain, ...people });
  await checkCalledActions(checks, deployer);
}

async function checkRedeploy(deployer: EmulatedAws): Promise<void> {
  const before = await readDeployed(deployer);
  await checks.run('npm run deploy without a change changes nothing', async () => {
    const { stdout } = await deploy(deployer, webUrl);
    if (!stdout.includes('Nothing has changed since the last deploy.')) throw new Error(stdout);
    const { deployment } = await readDeployed(deployer);
    if (deployment !== before.deployment) throw new Error(`The stage shows ${deployment}, not ${before.deployment}.`);
  });
  await checks.run('the stack has the tags of samconfig.toml', () => {
    if (before.tags.join(' ') !== 'app=airlock environment=dev') throw new Error(before.tags.join(' '));
  });
  await checks.run('npm run deploy -- --app-version names the versions that were published', async () => {
    const options = ['--stack', stackName, '--region', region, '--app-version', 'list'];
    const { stdout } = await program(deployer, 'scripts/deploy.ts', ...options);
    if (!/^The latest versions of the app:\n\n {2}[0-9a-f]{12} {2}\d{4}-/m.test(stdout)) throw new Error(stdout);
  });
}

async function checkUpdate(deployer: EmulatedAws, deployed: StackOutputs): Promise<void> {
  const before = await readDeployed(deployer);
  await checks.run('an update keeps pool and bucket', async () => {
    await deploy(deployer, webUrl, 'LogLevel=ERROR', 'RequestsPerSecond=1', 'RequestBurst=1');
    const { UserPoolId, FilesBucketName } = await readOutputs(deployer);
    if (UserPoolId !== deployed.UserPoolId) throw new Error(`The pool is now ${UserPoolId}.`);
    if (FilesBucketName !== deployed.FilesBucketName) throw new Error(`The bucket is now ${FilesBucketName}.`);
  });
  // SAM makes no deployment for it. A changed DevOrigin shows nothing here: ministack makes another API of another description.
  await checks.run('npm run deploy brings an update to the stage of the API', async () => {
    const { deployment, description } = await readDeployed(deployer);
    if (deployment === before.deployment) throw new Error(`The stage still shows ${deployment}.`);
    if (description?.startsWith('Made by "npm run deploy"') !== true) throw new Error(description);
  });
}

function describe({ url }: EmulatedAws, outputs: StackOutputs): StackDescription {
  const apiId = new URL(outputs.ApiUrl).hostname.split('.')[0] ?? '';
  return {
    ...{ cognitoUrl: url, region, adminAccessKeyId: 'test', adminSecretAccessKey: 'test' },
    ...{ userPoolId: outputs.UserPoolId, userPoolClientId: outputs.UserPoolClientId },
    accountClientId: outputs.AccountClientId,
    ...{ webUrl, apiUrl: `${url}/restapis/${apiId}/api/_user_request_` },
    ...{ s3Url: url, filesBucket: outputs.FilesBucketName, stateBucket: outputs.StateBucketName, statesUrl: url },
    changesStateMachineArn: outputs.ChangesStateMachineArn,
    // ministack mails nobody.
    mailboxUrl: 'about:blank',
  };
}

async function checkCalls(stack: StackDescription): Promise<void> {
  const url = stack.apiUrl;
  const owner = await checks.run('a new user signs in by SRP', () => signedInUser(stack, 'owner'));
  const stranger = await checks.run('so does a second one', () => signedInUser(stack, 'stranger'));
  if (owner === undefined || stranger === undefined) return;
  const api = { url, accessToken: owner.accessToken };
  await moveAFile(checks, api);
  // ministack takes the checksum on completion for a composite one. `sam local start-api` on the local S3 completes.
  await moveInParts(checks, api, false);
  await seeNothing(checks, api, { url, accessToken: stranger.accessToken });
  await changeAFolder(checks, stack, api, owner.keyPrefix);
  await tryTakeover(checks, stack, 'owner', owner);
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

async function compareWithBuiltIn(stack: StackDescription): Promise<void> {
  const user = await signedInUser(stack, 'user');
  const builtIn = await startBuiltIn();
  try {
    await compareGateways(checks, builtIn.user, 'ministack', { url: stack.apiUrl, origin: stack.webUrl, ...user });
  } finally {
    await builtIn.close();
  }
}

/**
 * Checks the published app in a browser, behind the stand-in for the distribution, and the programs that look after a
 * stack.
 */
async function checkApp(emulated: EmulatedAws, stack: StackDescription, outputs: StackOutputs): Promise<void> {
  const template = readTemplate(join(root, 'template.yaml'), {
    ...{ stackName, region, accountId: '000000000000' },
    parameters: { S3Endpoint: emulated.url, CognitoEndpoint: emulated.url, DevOrigin: webUrl },
  });
  const api = new URL(stack.apiUrl);
  const distribution = await startDistribution({
    ...{ port, template, api, s3Url: emulated.url, webBucket: outputs.WebBucketName },
  });
  try {
    const email = 'first@example.com';
    const temporaryPassword = await checks.run('npm run user adds a user', async () => {
      const add = ['add', 'first', '--email', email, '--stack', stackName, '--region', region];
      const { stdout } = await program(emulated, 'scripts/user.ts', ...add);
      const [, password] = /^User name: first, or \S+\nTemporary password: (\S+)\n$/.exec(stdout) ?? [];
      if (password === undefined) throw new Error(stdout);
      return password;
    });
    if (temporaryPassword !== undefined) {
      await checks.run('the browser journey passes on the published app, byte for byte', () =>
        withoutDeleteDeny(stack, () => browserJourney(webUrl, { name: 'first', email, temporaryPassword })),
      );
    }
    await checkDoctor(checks, emulated, { outputs, webUrl });
  } finally {
    await distribution.close();
  }
}
