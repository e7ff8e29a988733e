import { readFileSync } from 'node:fs';

import { CloudFormationClient, DescribeStacksCommand } from '@aws-sdk/client-cloudformation';
import { CognitoIdentityProviderClient } from '@aws-sdk/client-cognito-identity-provider';
import * as v from 'valibot';

import { PlainError } from './plain-error.ts';

/** A pool with a client that may administer it. */
export interface FoundPool {
  readonly cognito: CognitoIdentityProviderClient;
  readonly UserPoolId: string;
  /** The client of the app. */
  readonly UserPoolClientId: string;
}

const runningStack = v.object({
  cognitoUrl: v.string(),
  region: v.string(),
  userPoolId: v.string(),
  userPoolClientId: v.string(),
  adminAccessKeyId: v.string(),
  adminSecretAccessKey: v.string(),
});

export const notRunning = 'The local stack does not run: start it with "npm start" and try again.';

/** Finds the pool of the stack on this machine, in the file that the stack writes when it is ready. */
export function findLocalPool(stackFile: string): FoundPool {
  const stack = v.safeParse(runningStack, readJson(stackFile));
  if (!stack.success) throw new PlainError(notRunning);
  const { cognitoUrl, region, userPoolId, userPoolClientId, adminAccessKeyId, adminSecretAccessKey } = stack.output;
  const credentials = { accessKeyId: adminAccessKeyId, secretAccessKey: adminSecretAccessKey };
  return {
    cognito: new CognitoIdentityProviderClient({ endpoint: cognitoUrl, region, credentials, maxAttempts: 1 }),
    ...{ UserPoolId: userPoolId, UserPoolClientId: userPoolClientId },
  };
}

/** Finds the pool that a deployed stack names in its outputs, with the AWS configuration of the person who asks. */
export async function findDeployedPool(stack: string, region: string | undefined): Promise<FoundPool> {
  const place = region === undefined ? {} : { region };
  const { Stacks } = await new CloudFormationClient(place).send(new DescribeStacksCommand({ StackName: stack }));
  const output = (name: string): string => {
    const value = Stacks?.[0]?.Outputs?.find(({ OutputKey }) => OutputKey === name)?.OutputValue;
    if (value) return value;
    throw new PlainError(`The stack ${stack} has no output ${name}: name the stack that "npm run deploy" made.`);
  };
  const [UserPoolId, UserPoolClientId] = [output('UserPoolId'), output('UserPoolClientId')];
  return { cognito: new CognitoIdentityProviderClient(place), UserPoolId, UserPoolClientId };
}

function readJson(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return undefined;
  }
}
