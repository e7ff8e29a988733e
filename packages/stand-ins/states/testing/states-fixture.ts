import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import {
  DescribeExecutionCommand,
  SFNClient,
  StartExecutionCommand,
  type StartExecutionInput,
} from '@aws-sdk/client-sfn';

import type { Outcome } from '../../gateway/index.ts';
import type { AuthorizationRequest } from '../../iam/authorize.ts';
import type { AccessKey } from '../../sigv4/access-key.ts';
import { startStates, type Machine, type States } from '../index.ts';

const place = 'us-east-1:000000000000';
export const functionArn = `arn:aws:lambda:${place}:function:Count`;
export const machineArn = `arn:aws:states:${place}:stateMachine:counting`;

/** Counts up to `$.until`, one call of the function after the other; an error named `Broken` is caught. */
export const counting: Machine = {
  arn: machineArn,
  name: 'counting',
  roleArn: 'arn:aws:iam::000000000000:role/counting',
  definition: {
    StartAt: 'Count',
    States: {
      Count: {
        Type: 'Task',
        Resource: functionArn,
        TimeoutSeconds: 5,
        Retry: [{ ErrorEquals: ['Busy'], IntervalSeconds: 1, MaxAttempts: 2, BackoffRate: 2 }],
        Catch: [{ ErrorEquals: ['Broken'], ResultPath: '$.error', Next: 'Ended' }],
        Next: 'Enough',
      },
      Enough: {
        Type: 'Choice',
        Choices: [{ Variable: '$.isDone', BooleanEquals: true, Next: 'Done' }],
        Default: 'Count',
      },
      Done: { Type: 'Succeed' },
      Ended: { Type: 'Fail', Error: 'CountFailed', Cause: 'The function gave up.' },
    },
  },
};

export const caller: AccessKey = {
  accessKeyId: 'ASIACALLER',
  secretAccessKey: 'secret',
  sessionToken: 'token',
  principalArn: 'arn:aws:sts::000000000000:assumed-role/caller/local',
};

export interface FixtureOptions {
  readonly machines?: readonly Machine[];
  readonly authorize?: (request: AuthorizationRequest) => boolean;
  readonly invoke?: (functionArn: string, event: string) => Promise<Outcome> | undefined;
}

export interface StatesFixture {
  readonly states: States;
  readonly sfn: SFNClient;
  /** The events that the function got. */
  readonly events: readonly unknown[];
  readonly lines: readonly string[];
  /** Starts an execution of `counting`. */
  readonly start: (input?: Partial<StartExecutionInput>) => Promise<string>;
  /** Returns the execution as soon as it no longer runs. */
  readonly ended: (executionArn: string) => ReturnType<typeof describe>;
  /** Ends the server, with all that runs, and starts one on the same data. */
  readonly restart: (options?: FixtureOptions) => Promise<void>;
  readonly close: () => Promise<void>;
}

export const answered = (value: unknown): Promise<Outcome> =>
  Promise.resolve({ kind: 'answered', payload: JSON.stringify(value) });

export const failed = (errorType: string, errorMessage = 'because'): Promise<Outcome> =>
  Promise.resolve({ kind: 'failed', errorType, errorMessage, error: errorMessage });

const done: NonNullable<FixtureOptions['invoke']> = () => answered({ isDone: true });

const describe = (sfn: SFNClient, executionArn: string) => sfn.send(new DescribeExecutionCommand({ executionArn }));

/** Returns a client that signs with the key of `caller`. */
export function clientOf(endpoint: string): SFNClient {
  const { accessKeyId, secretAccessKey, sessionToken = '' } = caller;
  const credentials = { accessKeyId, secretAccessKey, sessionToken };
  return new SFNClient({ region: 'us-east-1', endpoint, maxAttempts: 1, credentials });
}

/** Starts the stand-in with one machine and a client of it. Without options the function says at once that it is done. */
export async function startFixture(first: FixtureOptions = {}): Promise<StatesFixture> {
  const directory = mkdtempSync(join(tmpdir(), 'airlock-states-'));
  const events: unknown[] = [];
  const lines: string[] = [];
  const open = ({ machines = [counting], authorize = () => true, invoke = done }: FixtureOptions) =>
    startStates({
      ...{ directory, port: 0, region: 'us-east-1', machines, authorize },
      invoke: (arn, event) => {
        events.push(JSON.parse(event));
        return invoke(arn, event);
      },
      findAccessKey: (id) => (id === caller.accessKeyId ? caller : undefined),
      log: (_, line) => lines.push(line),
    });
  let states = await open(first);
  let sfn = clientOf(states.url);
  return {
    ...{ events, lines },
    get states() {
      return states;
    },
    get sfn() {
      return sfn;
    },
    start: async (input = {}) => {
      const answer = await sfn.send(new StartExecutionCommand({ stateMachineArn: machineArn, ...input }));
      return answer.executionArn ?? '';
    },
    ended: async (executionArn) => {
      for (;;) {
        const execution = await describe(sfn, executionArn);
        if (execution.status !== 'RUNNING') return execution;
      }
    },
    restart: async (options = {}) => {
      await states.close();
      states = await open(options);
      sfn = clientOf(states.url);
    },
    close: async () => {
      sfn.destroy();
      await states.close();
      rmSync(directory, { recursive: true });
    },
  };
}
