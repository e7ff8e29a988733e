import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

import { DescribeExecutionCommand, StartExecutionCommand } from '@aws-sdk/client-sfn';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';

import { ExecutionStore } from './store.ts';
import { clientOf, machineArn } from './testing/states-fixture.ts';

let directory: string;
let children: ChildProcess[];
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'airlock-states-'));
  children = [];
});
afterEach(() => {
  for (const child of children) child.kill('SIGKILL');
  rmSync(directory, { recursive: true, force: true });
});

interface Message {
  readonly url?: string;
  readonly event?: string;
}

/** Starts the server in a process of its own, whose function answers so many calls. */
async function forkServer(answers: number) {
  const child = fork(join(import.meta.dirname, 'testing/crash-server.ts'), [directory, String(answers)]);
  children.push(child);
  const events: unknown[] = [];
  const { promise: listening, resolve: onUrl } = Promise.withResolvers<string>();
  child.on('message', ({ url, event }: Message) => {
    if (url !== undefined) onUrl(url);
    if (event !== undefined) events.push(JSON.parse(event));
  });
  const sfn = clientOf(await listening);
  const called = async (times: number): Promise<void> => {
    while (events.length < times) await once(child, 'message');
  };
  return { child, events, sfn, called };
}

describe('kill -9', () => {
  it('interrupts an execution, which goes on where it was', async () => {
    const first = await forkServer(2);
    const start = new StartExecutionCommand({ stateMachineArn: machineArn, name: 'a', input: '{"count":0}' });
    const { executionArn } = await first.sfn.send(start);
    await first.called(3);
    first.child.kill('SIGKILL');
    await once(first.child, 'exit');

    const second = await forkServer(2);
    await second.called(2);
    const counts = (events: readonly unknown[]) => events.map((it) => (it as { readonly count: number }).count);
    expect([counts(first.events), counts(second.events)]).toEqual([
      [0, 1, 2],
      [2, 3],
    ]);
    const describeIt = () => second.sfn.send(new DescribeExecutionCommand({ executionArn }));
    let execution = await describeIt();
    while (execution.status === 'RUNNING') execution = await describeIt();
    expect(execution).toMatchObject({ status: 'SUCCEEDED', output: '{"count":4,"isDone":true}' });
  });
});

describe('the data', () => {
  const file = () => join(directory, 'executions.sqlite');

  it('is readable by its owner only', () => {
    const folder = join(directory, 'states');
    new ExecutionStore(folder, new Date()).close();
    expect(statSync(folder).mode & 0o777).toBe(0o700);
    expect(statSync(join(folder, 'executions.sqlite')).mode & 0o777).toBe(0o600);
  });

  it.each([
    ['is of another format', () => new DatabaseSync(file()).exec('PRAGMA user_version = 9')],
    ['is no database', () => writeFileSync(file(), 'not a database, whatever its name says')],
  ])('is refused in a sentence with the fix when it %s', (_, spoil) => {
    spoil();
    expect(() => new ExecutionStore(directory, new Date())).toThrow('delete that folder; they are lost.');
  });

  it('forgets an execution 90 days after its end', () => {
    const at = (days: number) => new Date(days * 24 * 60 * 60 * 1000);
    const store = new ExecutionStore(directory, at(0));
    store.add({ arn: 'ended', machine_arn: machineArn, name: 'ended', input: '{}', started_ms: 0 });
    store.add({ arn: 'running', machine_arn: machineArn, name: 'running', input: '{}', started_ms: 0 });
    store.end('ended', { status: 'SUCCEEDED', stoppedMs: 0, output: '{}' });
    store.close();
    const known = (days: number) => {
      const again = new ExecutionStore(directory, at(days));
      const found = ['ended', 'running'].filter((arn) => again.find(arn) !== undefined);
      again.close();
      return found;
    };
    expect(known(90)).toEqual(['ended', 'running']);
    expect(known(91)).toEqual(['running']);
  });
});
