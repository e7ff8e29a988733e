/** Step Functions with the AWS SDK: protocol, errors, and how an execution runs. */
import {
  DescribeExecutionCommand,
  ListExecutionsCommand,
  SFNClient,
  StartExecutionCommand,
  StopExecutionCommand,
} from '@aws-sdk/client-sfn';
import { afterEach, describe, expect, it } from '@jest/globals';

import type { AuthorizationRequest } from '../iam/authorize.ts';
import { answered, failed, functionArn, machineArn, startFixture } from './testing/states-fixture.ts';
import type { FixtureOptions, StatesFixture } from './testing/states-fixture.ts';

let fixture: StatesFixture;

async function started(options: FixtureOptions = {}): Promise<StatesFixture> {
  fixture = await startFixture(options);
  return fixture;
}
afterEach(() => fixture.close());

const executionArn = (name: string): string => `${machineArn.replace('stateMachine', 'execution')}:${name}`;
const refusal = (sent: Promise<unknown>): Promise<unknown> => sent.catch((error: unknown) => error);
/** A function that is called and has not answered. */
const busy = () => new Promise<never>(() => undefined);

describe('an execution', () => {
  it('calls the function again and again with what it answered, until it is done', async () => {
    let count = 0;
    const { start, ended, events } = await started({ invoke: () => answered({ count: ++count, isDone: count === 3 }) });
    const execution = await ended(await start({ name: 'three', input: '{"count":0}' }));
    expect(events).toEqual([{ count: 0 }, { count: 1, isDone: false }, { count: 2, isDone: false }]);
    expect(execution).toMatchObject({
      ...{ executionArn: executionArn('three'), stateMachineArn: machineArn, name: 'three', status: 'SUCCEEDED' },
      ...{ input: '{"count":0}', output: '{"count":3,"isDone":true}' },
    });
    expect(execution.stopDate?.getTime()).toBeGreaterThanOrEqual(execution.startDate?.getTime() ?? Infinity);
  });

  it('fails with the error of its Fail state, and its log has no data', async () => {
    const { start, ended, lines } = await started({ invoke: () => failed('Broken', 'users/1c5e/secret.txt') });
    const execution = await ended(await start());
    expect(execution).toMatchObject({ status: 'FAILED', error: 'CountFailed', cause: 'The function gave up.' });
    expect(lines.map((line) => JSON.parse(line) as object)).toEqual([
      expect.objectContaining({ type: 'ExecutionFailed', execution_arn: execution.executionArn }),
    ]);
    expect(lines.join('')).not.toContain('secret');
  });

  it('fails with the error of a function that nothing catches, in the form of Lambda', async () => {
    const { start, ended } = await started({ invoke: () => failed('TypeError', 'x is undefined') });
    expect(await ended(await start())).toMatchObject({
      ...{ status: 'FAILED', error: 'TypeError', cause: '{"errorType":"TypeError","errorMessage":"x is undefined"}' },
    });
  });

  it('fails when an answer is larger than a state may be', async () => {
    const { start, ended } = await started({ invoke: () => answered({ text: 'x'.repeat(262_144) }) });
    expect(await ended(await start())).toMatchObject({ status: 'FAILED', error: 'States.DataLimitExceeded' });
  });

  it('fails when there is no such function', async () => {
    const { start, ended } = await started({ invoke: () => undefined });
    expect(await ended(await start())).toMatchObject({ status: 'FAILED', error: 'Lambda.ResourceNotFoundException' });
  });

  it('calls the function with the role of its machine only', async () => {
    const asked: AuthorizationRequest[] = [];
    const { start, ended, events } = await started({
      authorize: (request) => {
        asked.push(request);
        return request.action !== 'lambda:InvokeFunction';
      },
    });
    const execution = await ended(await start());
    expect(execution).toMatchObject({ status: 'FAILED', error: 'Lambda.AWSLambdaException' });
    expect(execution.cause).toContain('is not authorized to perform: lambda:InvokeFunction');
    expect(events).toEqual([]);
    expect(asked.find(({ action }) => action === 'lambda:InvokeFunction')).toMatchObject({
      principal: { principalArn: 'arn:aws:sts::000000000000:assumed-role/counting/states' },
      resource: functionArn,
    });
  });

  it('is stopped, and nothing follows what its function answers', async () => {
    const { start, sfn } = await started({ invoke: busy });
    const arn = await start();
    const stopped = await sfn.send(
      new StopExecutionCommand({ executionArn: arn, error: 'Enough', cause: 'We say so' }),
    );
    const execution = await sfn.send(new DescribeExecutionCommand({ executionArn: arn }));
    expect(execution).toMatchObject({ status: 'ABORTED', error: 'Enough', cause: 'We say so' });
    expect(execution.stopDate).toEqual(stopped.stopDate);
    const again = await sfn.send(new StopExecutionCommand({ executionArn: arn }));
    expect(again.stopDate).toEqual(stopped.stopDate);
  });
});

describe('the name of an execution', () => {
  it('is idempotent while the execution runs with the same input', async () => {
    const { sfn, start, events } = await started({ invoke: busy });
    const first = await sfn.send(new StartExecutionCommand({ stateMachineArn: machineArn, name: 'a', input: '{}' }));
    const second = await sfn.send(new StartExecutionCommand({ stateMachineArn: machineArn, name: 'a', input: '{}' }));
    expect([second.executionArn, second.startDate]).toEqual([first.executionArn, first.startDate]);
    expect(events).toHaveLength(1);
    expect(await refusal(start({ name: 'a', input: '{"other":1}' }))).toMatchObject({ name: 'ExecutionAlreadyExists' });
  });

  it('is taken when the execution has ended, whatever the input', async () => {
    const { start, ended } = await started();
    await ended(await start({ name: 'a', input: '{}' }));
    const refused = await refusal(start({ name: 'a', input: '{}' }));
    expect(refused).toMatchObject({ name: 'ExecutionAlreadyExists' });
    expect(String(refused)).toContain(`Execution Already Exists: '${executionArn('a')}'`);
  });

  it('is made up when none is given', async () => {
    const { start } = await started();
    expect(await start()).not.toBe(await start());
  });
});

describe('a restart', () => {
  it('goes on in the state that was entered last, and not from the beginning', async () => {
    let count = 0;
    const interrupted = () => (count === 2 ? busy() : answered({ count: ++count, isDone: false }));
    const { start, ended, restart, events } = await started({ invoke: interrupted });
    const arn = await start({ input: '{"count":0}' });
    await reached(() => events.length === 3);
    await restart({ invoke: () => answered({ count: ++count, isDone: true }) });
    expect(await ended(arn)).toMatchObject({ status: 'SUCCEEDED', output: '{"count":3,"isDone":true}' });
    expect(events.slice(2)).toEqual([
      { count: 2, isDone: false },
      { count: 2, isDone: false },
    ]);
  });

  it('leaves executions that have ended as they are', async () => {
    const { start, ended, restart, events } = await started();
    const before = await ended(await start());
    await restart();
    const after = await ended(before.executionArn ?? '');
    expect({ ...after, $metadata: undefined }).toEqual({ ...before, $metadata: undefined });
    expect(events).toHaveLength(1);
  });

  it('aborts the executions of a state machine that is gone', async () => {
    const { start, ended, restart, events } = await started({ invoke: busy });
    const arn = await start();
    await reached(() => events.length === 1);
    await restart({ machines: [] });
    expect(await ended(arn)).toMatchObject({ status: 'ABORTED' });
  });
});

describe('what is refused', () => {
  it.each([
    ['no such machine', { stateMachineArn: `${machineArn}2` }, 'StateMachineDoesNotExist'],
    ['an ARN of something else', { stateMachineArn: functionArn }, 'InvalidArn'],
    ['a name with a space', { name: 'a b' }, 'InvalidName'],
    ['a name with a wildcard', { name: 'a*' }, 'InvalidName'],
    ['a name of 81 characters', { name: 'a'.repeat(81) }, 'ValidationException'],
    ['input that is no JSON', { input: '{' }, 'InvalidExecutionInput'],
    ['an input above 256 KiB', { input: `"${'x'.repeat(262_143)}"` }, 'ValidationException'],
  ])('%s', async (_, input, name) => {
    const { start, events } = await started();
    expect(await refusal(start(input))).toMatchObject({ name, $metadata: { httpStatusCode: 400 } });
    expect(events).toEqual([]);
  });

  it('an execution that does not exist', async () => {
    const { sfn } = await started();
    for (const command of [
      new DescribeExecutionCommand({ executionArn: executionArn('none') }),
      new StopExecutionCommand({ executionArn: executionArn('none') }),
    ]) {
      expect(await refusal(sfn.send(command as DescribeExecutionCommand))).toMatchObject({
        name: 'ExecutionDoesNotExist',
      });
    }
  });

  it.each([
    ['states:StartExecution', machineArn, new StartExecutionCommand({ stateMachineArn: machineArn })],
    ['states:DescribeExecution', executionArn('a'), new DescribeExecutionCommand({ executionArn: executionArn('a') })],
    ['states:StopExecution', executionArn('a'), new StopExecutionCommand({ executionArn: executionArn('a') })],
  ])('%s without the right to it', async (action, resource, command) => {
    const { sfn } = await started({ authorize: () => false });
    const refused = await refusal(sfn.send(command as StartExecutionCommand));
    expect(refused).toMatchObject({ name: 'AccessDeniedException' });
    expect(String(refused)).toContain(`is not authorized to perform: ${action} on resource: ${resource}`);
  });

  it('a signature with another secret, and none', async () => {
    const { states } = await started();
    const credentials = { accessKeyId: 'ASIACALLER', secretAccessKey: 'other', sessionToken: 'token' };
    const sfn = new SFNClient({ region: 'us-east-1', endpoint: states.url, maxAttempts: 1, credentials });
    const command = new StartExecutionCommand({ stateMachineArn: machineArn });
    expect(await refusal(sfn.send(command))).toMatchObject({ name: 'InvalidSignatureException' });
    const headers = {
      'content-type': 'application/x-amz-json-1.0',
      'x-amz-target': 'AWSStepFunctions.StartExecution',
    };
    const unsigned = await fetch(states.url, { method: 'POST', headers, body: '{}' });
    expect([unsigned.status, await unsigned.json()]).toEqual([
      400,
      expect.objectContaining({ __type: 'MissingAuthenticationToken' }),
    ]);
  });

  it('every other operation, as not implemented', async () => {
    const { sfn } = await started();
    const refused = await refusal(sfn.send(new ListExecutionsCommand({ stateMachineArn: machineArn })));
    expect(refused).toMatchObject({ name: 'NotImplementedException', $metadata: { httpStatusCode: 501 } });
  });
});

async function reached(condition: () => boolean): Promise<void> {
  while (!condition()) await new Promise((resolve) => setImmediate(resolve));
}
