/** The workflow of changes stays below the events that a Standard execution may have, however long a change is. */
import { join } from 'node:path';

import { readTemplate } from '@airlock/template';
import { describe, expect, it } from '@jest/globals';

import { callsPerExecution } from '../../backend/src/changes/hand-over.ts';

/** https://docs.aws.amazon.com/step-functions/latest/dg/service-quotas.html */
const mostEvents = 25_000;
/** What an execution may write besides its calls: its begin and end, and the mark of a change that failed, with its retries. */
const otherEvents = 100;

interface State {
  readonly Type: string;
  readonly Next?: string;
  readonly Retry?: readonly { readonly MaxAttempts: number }[];
  readonly Choices?: readonly { readonly Next: string }[];
}

/** Events of one run through a state: it is entered and left; a Lambda function is scheduled, started and ends. */
function eventsOf({ Type, Retry = [] }: State): number {
  if (Type !== 'Task') return 2;
  const attempts = 1 + Retry.reduce((sum, { MaxAttempts }) => sum + MaxAttempts, 0);
  return 2 + 3 * attempts;
}

const template = readTemplate(join(import.meta.dirname, '../../template.yaml'), {
  ...{ stackName: 'airlock', region: 'us-east-1', accountId: '000000000000' },
});
const machines = template.stateMachines;
const { States: states, StartAt: first } = machines[0]?.definition as unknown as {
  readonly StartAt: string;
  readonly States: Readonly<Record<string, State>>;
};
const choice = states[first];
const calls = Object.entries(states).filter(([, { Type, Next }]) => Type === 'Task' && Next === first);

describe('the history of an execution', () => {
  it('has one state machine, which calls the five functions of changes in a loop', () => {
    expect(machines).toHaveLength(1);
    expect(choice?.Type).toBe('Choice');
    expect(calls.map(([name]) => name)).toEqual([
      'DeleteFiles',
      'RestoreFiles',
      'PurgeFiles',
      'MoveFiles',
      'CopyFiles',
    ]);
  });

  it.each(calls)(
    'is not full when %s was called as often as an execution may, and failed each time but the last',
    (_, call) => {
      const perCall = eventsOf(choice!) + eventsOf(call);
      expect(callsPerExecution * perCall + otherEvents).toBeLessThan(mostEvents);
    },
  );
});
