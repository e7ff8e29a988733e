import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

import { CloudFormationClient, CreateStackCommand, waitUntilStackCreateComplete } from '@aws-sdk/client-cloudformation';
import { AssumeRoleCommand, STSClient } from '@aws-sdk/client-sts';
import * as v from 'valibot';

import type { Checks } from './checks.ts';
import { failedDeploy, region, stackName } from './emulated-stack.ts';
import type { EmulatedAws } from './ministack.ts';
import { root } from './sam-stack.ts';

const document = v.object({
  Version: v.string(),
  Statement: v.array(v.looseObject({ Action: v.union([v.string(), v.array(v.string())]) })),
});
type Policy = v.InferOutput<typeof document>;

const account = '000000000000';

/** The policies of somebody who deploys a stack and looks after it. What CloudFormation does for it, ministack does unasked. */
const names = ['deployer-policy', 'operator-policy'] as const;

/** What "npm run user -- erase" calls. The suite runs it as the administrator: ministack asks for other rights to remove a version. */
const calledByErase = [
  ...['cognito-idp:AdminDeleteUser', 'cognito-idp:AdminDisableUser', 'cognito-idp:AdminGetUser'],
  ...['cognito-idp:AdminUserGlobalSignOut', 's3:AbortMultipartUpload', 's3:DeleteObjectVersion'],
  ...['s3:ListBucketMultipartUploads', 's3:ListBucketVersions', 'states:StopExecution'],
];

/** Actions that no command calls in this suite, with the reason. */
const notCalled: Readonly<Record<string, string>> = {
  ...Object.fromEntries(calledByErase.map((action) => [action, '"npm run user -- erase"'])),
  'cloudformation:ListChangeSets': '"npm run deploy" without --yes',
  'cloudformation:UpdateTerminationProtection': 'for a production stack',
  'cognito-idp:AdminDeleteSoftwareToken': '"npm run user -- reset-second-factor", which ministack does not have',
  'cognito-idp:AdminEnableUser': '"npm run user -- enable"',
  'cognito-idp:AdminSetUserPassword': '"npm run user -- reset"',
};

/** Reads a policy of docs for this stack, without one of its actions. */
async function policyFor(name: (typeof names)[number], without?: string): Promise<Policy> {
  const text = (await readFile(join(root, `docs/${name}.json`), 'utf8'))
    .replaceAll('STACK', stackName)
    .replaceAll('ACCOUNT', account)
    .replaceAll('REGION', region);
  const policy = v.parse(document, JSON.parse(text));
  const kept = policy.Statement.map((it) => ({ ...it, Action: [it.Action].flat().filter((one) => one !== without) }));
  return { ...policy, Statement: kept.filter(({ Action }) => Action.length > 0) };
}

const trust = {
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Principal: { AWS: `arn:aws:iam::${account}:root` }, Action: 'sts:AssumeRole' }],
};

/**
 * Makes a role of the emulated IAM that has exactly the policies of docs, less one action. Returns the emulated AWS as somebody with
 * that role meets it. The role is a stack of its own, so that no client of IAM is needed.
 */
export async function asDeployer(emulated: EmulatedAws, name: string, without?: string): Promise<EmulatedAws> {
  const access = { endpoint: emulated.url, region, credentials: { accessKeyId: 'test', secretAccessKey: 'test' } };
  const [cloudFormation, sts] = [new CloudFormationClient(access), new STSClient(access)];
  const policies = names.map(async (it) => {
    const properties = { PolicyDocument: await policyFor(it, without), Roles: [{ Ref: 'Role' }] };
    return [it.replaceAll('-', ''), { Type: 'AWS::IAM::ManagedPolicy', Properties: properties }] as const;
  });
  const Role = { Type: 'AWS::IAM::Role', Properties: { RoleName: name, AssumeRolePolicyDocument: trust } };
  const Resources = { Role, ...Object.fromEntries(await Promise.all(policies)) };
  const stack = { StackName: `role-${name}`, TemplateBody: JSON.stringify({ Resources }) };
  await cloudFormation.send(new CreateStackCommand({ ...stack, Capabilities: ['CAPABILITY_NAMED_IAM'] }));
  const patience = { client: cloudFormation, maxWaitTime: 60, minDelay: 1, maxDelay: 1 };
  await waitUntilStackCreateComplete(patience, { StackName: stack.StackName });
  const RoleArn = `arn:aws:iam::${account}:role/${name}`;
  const { Credentials } = await sts.send(new AssumeRoleCommand({ RoleArn, RoleSessionName: 'me' }));
  cloudFormation.destroy();
  sts.destroy();
  if (Credentials === undefined) throw new Error(`Nobody can have the role ${name}.`);
  const environment = {
    AWS_ACCESS_KEY_ID: Credentials.AccessKeyId ?? '',
    AWS_SECRET_ACCESS_KEY: Credentials.SecretAccessKey ?? '',
    AWS_SESSION_TOKEN: Credentials.SessionToken ?? '',
  };
  return { ...emulated, environment: { ...emulated.environment, ...environment } };
}

/** Checks that the commands called every action of the policies: what nobody calls must not be allowed. */
export async function checkCalledActions(checks: Checks, { actionsOf, environment }: EmulatedAws): Promise<void> {
  await checks.run(
    'the commands call every action of docs/deployer-policy.json and docs/operator-policy.json',
    async () => {
      const called = actionsOf(environment['AWS_ACCESS_KEY_ID'] ?? '');
      const policies = await Promise.all(names.map((it) => policyFor(it)));
      const allowed = new Set(policies.flatMap(({ Statement }) => Statement.flatMap(({ Action }) => [Action].flat())));
      const idle = [...allowed].filter((it) => !called.has(it) && notCalled[it] === undefined);
      const stale = Object.keys(notCalled).filter((it) => called.has(it) || !allowed.has(it));
      if (idle.length > 0) throw new Error(`Nobody calls ${idle.join(', ')}. Called: ${[...called].sort().join(', ')}`);
      if (stale.length > 0) throw new Error(`Take ${stale.join(', ')} off the list of those that are not called.`);
    },
  );
}

/** Checks that a deploy without one of the actions ends with its name, before anything is created. */
export async function checkMissingActions(checks: Checks, emulated: EmulatedAws): Promise<void> {
  for (const action of ['cloudformation:DescribeStacks', 'apigateway:GET']) {
    await checks.run(`npm run deploy without ${action} says so`, async () => {
      const person = await asDeployer(emulated, `without-${action.replace(':', '-')}`, action);
      const complaint = await failedDeploy(person, 'http://localhost:4200');
      const isRight = complaint.startsWith('Your credentials may not do that') && complaint.includes(action);
      if (!isRight) throw new Error(complaint);
    });
  }
}
