import { readFileSync } from 'node:fs';

import { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import { CognitoIdentityProviderClient } from '@aws-sdk/client-cognito-identity-provider';
import { S3Client } from '@aws-sdk/client-s3';
import { SFNClient } from '@aws-sdk/client-sfn';
import * as v from 'valibot';

import { s3Client } from '../../deploy/s3-client.ts';
import { findStack, hasOutputs, outputsOf } from '../../deploy/stack.ts';
import { notRunning, type FoundPool } from '../find-pool.ts';
import { PlainError } from '../plain-error.ts';

/** Everything of a stack that keeps something about a person. */
export interface Stores extends FoundPool {
  readonly s3: S3Client;
  readonly filesBucket: string;
  readonly stateBucket: string;
  readonly sfn: SFNClient;
  readonly changesStateMachineArn: string;
}

const runningStack = v.object({
  ...{ cognitoUrl: v.string(), s3Url: v.string(), statesUrl: v.string(), region: v.string() },
  ...{ userPoolId: v.string(), userPoolClientId: v.string(), filesBucket: v.string(), stateBucket: v.string() },
  ...{ changesStateMachineArn: v.string(), adminAccessKeyId: v.string(), adminSecretAccessKey: v.string() },
});

/** Finds the stores of the stack on this machine, in the file that the stack writes when it is ready. */
export function findLocalStores(stackFile: string): Stores {
  const read = v.safeParse(runningStack, readJson(stackFile));
  if (!read.success) throw new PlainError(notRunning);
  const { region, cognitoUrl, s3Url, statesUrl, ...stack } = read.output;
  const credentials = { accessKeyId: stack.adminAccessKeyId, secretAccessKey: stack.adminSecretAccessKey };
  return {
    cognito: new CognitoIdentityProviderClient({ endpoint: cognitoUrl, region, credentials, maxAttempts: 1 }),
    s3: new S3Client({ endpoint: s3Url, region, credentials, forcePathStyle: true, maxAttempts: 1 }),
    sfn: new SFNClient({ endpoint: statesUrl, region, credentials, maxAttempts: 1 }),
    ...{ UserPoolId: stack.userPoolId, UserPoolClientId: stack.userPoolClientId },
    ...{ filesBucket: stack.filesBucket, stateBucket: stack.stateBucket },
    changesStateMachineArn: stack.changesStateMachineArn,
  };
}

/** Finds the stores of a deployed stack in its outputs, with the AWS configuration of the person who asks. */
export async function findDeployedStores(name: string, region: string | undefined): Promise<Stores> {
  const place = region === undefined ? {} : { region };
  const stack = await findStack(new CloudFormationClient(place), name);
  if (stack === undefined) {
    throw new PlainError(`There is no stack ${name} in this region: check --stack, or name its region with --region.`);
  }
  if (!hasOutputs(stack)) {
    throw new PlainError(`The stack ${name} is not complete: run "npm run deploy -- --stack ${name}" first.`);
  }
  const outputs = outputsOf(stack);
  return {
    cognito: new CognitoIdentityProviderClient(place),
    s3: s3Client(place),
    sfn: new SFNClient(place),
    ...{ UserPoolId: outputs.UserPoolId, UserPoolClientId: outputs.UserPoolClientId },
    ...{ filesBucket: outputs.FilesBucketName, stateBucket: outputs.StateBucketName },
    changesStateMachineArn: outputs.ChangesStateMachineArn,
  };
}

function readJson(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return undefined;
  }
}
