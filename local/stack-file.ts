import { rmSync } from 'node:fs';
import { join } from 'node:path';

import * as v from 'valibot';

import { readJsonFile, writeJsonFile } from './directory.ts';

/** `.local/stack.json`: what the AWS CLI, the SDKs and tests need to talk to a running stack. */
export const stackDescription = v.object({
  webUrl: v.string(),
  apiUrl: v.string(),
  s3Url: v.string(),
  cognitoUrl: v.string(),
  /** Step Functions, which is there only with the built-in API. */
  statesUrl: v.string(),
  changesStateMachineArn: v.string(),
  region: v.string(),
  filesBucket: v.string(),
  stateBucket: v.string(),
  userPoolId: v.string(),
  userPoolClientId: v.string(),
  accountClientId: v.string(),
  /** The link to the mails of the user pool, with the key that opens them. */
  mailboxUrl: v.string(),
  adminAccessKeyId: v.string(),
  adminSecretAccessKey: v.string(),
});
export type StackDescription = v.InferOutput<typeof stackDescription>;

const fileIn = (directory: string): string => join(directory, 'stack.json');

/** Reads `stack.json`. Returns `undefined` while no stack runs on `directory`. */
export const readStackFile = (directory: string): StackDescription | undefined =>
  readJsonFile(fileIn(directory), stackDescription);

export const writeStackFile = (directory: string, stack: StackDescription): void =>
  writeJsonFile(fileIn(directory), stack);

/** Removes `stack.json`, which means "running". It is removed when the stack stops, and at a start after a crash. */
export const removeStackFile = (directory: string): void => rmSync(fileIn(directory), { force: true });
