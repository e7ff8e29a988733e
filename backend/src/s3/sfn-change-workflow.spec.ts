import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { SFNClient } from '@aws-sdk/client-sfn';

import { CodedError } from '../coded-error.ts';
import { lambdaEnvironment } from '../testing/lambda-environment.ts';
import { S3OverHttp } from '../testing/s3-over-http.ts';
import { deployedChangeWorkflow } from './deployed.ts';
import { SfnChangeWorkflow } from './sfn-change-workflow.ts';

const http = new S3OverHttp();
const client = new SFNClient({
  region: 'eu-central-1',
  credentials: { accessKeyId: 'a', secretAccessKey: 's' },
  maxAttempts: 1,
  requestHandler: http.client.config.requestHandler,
});
const stateMachineArn = lambdaEnvironment.CHANGES_STATE_MACHINE_ARN;
const unavailable = (cause: unknown) => new Error('unavailable', { cause });
const workflow = new SfnChangeWorkflow({ client, stateMachineArn, unavailable });
const change = {
  operation: 'delete-files',
  userId: '0a1b2c3d-4e5f-4a6b-8c7d-9e0f1a2b3c4d',
  changeId: '0u1xq3z8k-5f8f0f7e6d1c4f0e',
} as const;

const json = (statusCode: number, body: object) =>
  http.says(statusCode, JSON.stringify(body), { 'content-type': 'application/x-amz-json-1.0' });
const refuses = (code: string) => json(400, { __type: `com.amazonaws.sfn#${code}`, message: 'SDK text' });

beforeEach(() => {
  http.reset();
  Object.assign(process.env, lambdaEnvironment);
});
afterEach(() => {
  Object.assign(process.env, lambdaEnvironment);
});

describe('SfnChangeWorkflow', () => {
  it('starts an execution that is named after the change', async () => {
    json(200, { executionArn: 'arn:aws:states:eu-central-1:123456789012:execution:x:y', startDate: 1 });
    await workflow.start(change);
    expect(http.lastHeaders).toMatchObject({ 'x-amz-target': 'AWSStepFunctions.StartExecution' });
    expect(JSON.parse(http.lastBody)).toEqual({
      stateMachineArn,
      name: change.changeId,
      input: JSON.stringify(change),
    });
  });

  it('starts the execution that goes on for another one under its number, with the same input', async () => {
    json(200, { executionArn: 'arn:aws:states:eu-central-1:123456789012:execution:x:y', startDate: 1 });
    await workflow.start({ ...change, execution: 2 });
    expect(JSON.parse(http.lastBody)).toEqual({
      stateMachineArn,
      name: `${change.changeId}-2`,
      input: JSON.stringify(change),
    });
  });

  it('counts an execution that exists as started', async () => {
    refuses('ExecutionAlreadyExists');
    await expect(workflow.start(change)).resolves.toBeUndefined();
  });

  it.each(['StateMachineDoesNotExist', 'ExecutionLimitExceeded', 'ThrottlingException'])(
    'is unavailable for %s',
    async (code) => {
      refuses(code);
      await expect(workflow.start(change)).rejects.toMatchObject({ message: 'unavailable', cause: { name: code } });
    },
  );

  it('is unavailable when nothing answers', async () => {
    http.fails(Object.assign(new Error('refused'), { code: 'ECONNREFUSED' }));
    await expect(workflow.start(change)).rejects.toMatchObject({ message: 'unavailable' });
    json(500, { __type: 'InternalFailure' });
    await expect(workflow.start(change)).rejects.toMatchObject({ message: 'unavailable' });
  });

  it.each(['AccessDeniedException', 'InvalidArn', 'InvalidExecutionInput'])(
    'fails for %s, a fault of ours',
    async (code) => {
      refuses(code);
      await expect(workflow.start(change)).rejects.toMatchObject({ name: code });
    },
  );
});

describe('the workflow of a deployed function', () => {
  it('says what is missing when no workflow answers at its address', async () => {
    const server = createServer((_, response) => response.writeHead(503).end()).listen(0, '127.0.0.1');
    await once(server, 'listening');
    process.env['AWS_ENDPOINT_URL_SFN'] = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const failure = await deployedChangeWorkflow()
      .start(change)
      .catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(CodedError);
    expect(failure).toMatchObject({ code: 'unavailable' });
    expect(String(failure)).toContain('This needs the workflow of changes, which does not answer: ');
    server.close();
  });

  it('fails while the function starts, without the ARN', () => {
    process.env['CHANGES_STATE_MACHINE_ARN'] = '';
    expect(() => deployedChangeWorkflow()).toThrow('CHANGES_STATE_MACHINE_ARN');
  });
});
