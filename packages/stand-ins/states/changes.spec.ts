/** The workflow of changes as template.yaml defines it: its loop, its retries, and what it does when a slice fails. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { readTemplate } from '@airlock/template';
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';

import type { Outcome } from '../gateway/index.ts';
import { createAuthorize } from '../iam/index.ts';
import { Executions } from './executions.ts';
import { ExecutionStore, type ExecutionRow } from './store.ts';
import { answered, failed } from './testing/states-fixture.ts';

const template = readTemplate(join(import.meta.dirname, '../../../template.yaml'), {
  ...{ stackName: 'airlock', region: 'us-east-1', accountId: '000000000000' },
});
const [view] = template.stateMachines;
const machine = { ...view!, roleArn: template.attribute(view!.roleId, 'Arn') };
const arnOf = (functionId: string): string => template.attribute(functionId, 'Arn');

const change = { userId: '1c5e5f4a-0000-4000-8000-000000000000', changeId: 'c1' };

let directory: string;
let store: ExecutionStore;
let calls: { readonly functionArn: string; readonly event: unknown }[];
beforeEach(() => {
  jest.useFakeTimers({ doNotFake: ['nextTick', 'queueMicrotask', 'setImmediate', 'performance'] });
  directory = mkdtempSync(join(tmpdir(), 'airlock-changes-'));
  store = new ExecutionStore(directory, new Date());
  calls = [];
});
afterEach(() => {
  jest.useRealTimers();
  store.close();
  rmSync(directory, { recursive: true });
});

/** Runs a change to its end. `answer` gets the number of the call, from 1. */
async function runChange(operation: string, answer: (call: number) => Promise<Outcome>): Promise<ExecutionRow> {
  const executions = new Executions({
    ...{ store, machines: [machine], authorize: createAuthorize(template), now: () => new Date() },
    invoke: (functionArn, event) => {
      calls.push({ functionArn, event: JSON.parse(event) });
      return answer(calls.length);
    },
    log: () => undefined,
  });
  const arn = 'arn:aws:states:us-east-1:000000000000:execution:airlock-changes:c1';
  const input = JSON.stringify({ operation, ...change });
  await executions.start(machine, { arn, machine_arn: machine.arn, name: 'c1', input, started_ms: 0 });
  for (;;) {
    const row = store.find(arn);
    if (row?.status !== 'RUNNING') return row!;
    await jest.advanceTimersByTimeAsync(1000);
  }
}

const answer = (isDone: boolean) => answered({ operation: 'any', ...change, isDone });

describe('the workflow of changes', () => {
  it.each([
    ['delete-files', 'DeleteFiles'],
    ['restore-files', 'RestoreFiles'],
    ['purge-files', 'PurgeFiles'],
    ['move-files', 'MoveFiles'],
    ['copy-files', 'CopyFiles'],
  ])(
    'calls for %s the function %s until it is done, each time with the change and nothing else',
    async (operation, id) => {
      const row = await runChange(operation, (call) => answer(call === 3));
      expect(row.status).toBe('SUCCEEDED');
      const call = { functionArn: arnOf(id), event: { operation, ...change } };
      expect(calls).toEqual([call, call, call]);
    },
  );

  it('repeats a slice that failed, and goes on', async () => {
    const row = await runChange('delete-files', (call) =>
      call === 2 || call === 3 ? failed('S3Error') : answer(call === 5),
    );
    expect([row.status, calls.length]).toEqual(['SUCCEEDED', 5]);
  });

  it.each([
    ['delete-files', 'DeleteFiles', 'TypeError'],
    ['restore-files', 'RestoreFiles', 'Sandbox.Timedout'],
    ['purge-files', 'PurgeFiles', 'Lambda.Unknown'],
  ])('marks a change of %s once as failed when its slice fails for good', async (operation, id, errorType) => {
    const row = await runChange(operation, (call) => (call <= 6 ? failed(errorType) : answer(true)));
    expect([row.status, row.error]).toEqual(['FAILED', 'ChangeFailed']);
    const slice = { functionArn: arnOf(id), event: { operation, ...change } };
    const mark = { functionArn: arnOf(id), event: { operation, ...change, hasFailed: true } };
    expect(calls).toEqual([slice, slice, slice, slice, slice, slice, mark]);
  });

  it('repeats the mark too, and fails with its error when it cannot be written', async () => {
    const row = await runChange('delete-files', () => failed('S3Error'));
    expect([row.status, row.error, calls.length]).toEqual(['FAILED', 'S3Error', 12]);
  });

  it('marks a change as failed when its function does not answer', async () => {
    const row = await runChange('delete-files', (call) => (call <= 6 ? new Promise(() => undefined) : answer(true)));
    expect([row.status, row.error, calls.length]).toEqual(['FAILED', 'ChangeFailed', 7]);
  });

  it('calls nothing for an operation that it does not know', async () => {
    const row = await runChange('list-files', () => answer(true));
    expect([row.status, row.error, calls]).toEqual(['FAILED', 'UnknownOperation', []]);
  });
});
