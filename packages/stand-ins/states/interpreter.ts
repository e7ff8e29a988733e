import { setImmediate } from 'node:timers/promises';

import type { StateMachine } from 'aws-local-stepfunctions';

import type { Definition } from './machine.ts';

type Given = ConstructorParameters<typeof StateMachine>[0];

/** An execution that the interpreter runs. */
export interface Run {
  /** Resolves with the output. Rejects with `Failed`, or with `Aborted` when the run was stopped. */
  readonly result: Promise<unknown>;
  readonly abort: () => void;
}

export interface RunOptions {
  readonly definition: Definition;
  /** The state to begin with, and its input. */
  readonly startAt: string;
  readonly input: unknown;
  /** Runs the Task state of this name. */
  readonly task: (resource: string, input: unknown) => Promise<unknown>;
  /** Is called before a state runs, with its name and its input. */
  readonly entered: (stateName: string, input: unknown) => void;
}

/** The failure of an execution, as DescribeExecution reports it. */
export class Failed extends Error {
  readonly error: string;

  constructor(error: string, cause: string) {
    super(cause);
    this.error = error;
  }
}

/** The end of a run that was stopped. The interpreter neither retries nor catches it. */
export class Aborted extends Error {
  readonly isRetryable = false;
  readonly isCatchable = false;
}

/** Loads the interpreter at the first execution: it takes memory that a stack without changes need not have. */
const load = () => import('aws-local-stepfunctions');

/** Throws when the definition is not valid, with the place of the mistake. */
export async function validate(definition: Definition): Promise<void> {
  const { StateMachine } = await load();
  new StateMachine(asGiven(definition));
}

/** Runs a valid definition from `startAt` on, with its retries, catches and choices. */
export async function startRun({ definition, startAt, input, task, entered }: RunOptions): Promise<Run> {
  const { StateMachine, ExecutionAbortedError, ExecutionError } = await load();
  const given = asGiven({ ...definition, StartAt: startAt });
  // A definition that begins later has states that nothing leads to, which the validation of the interpreter refuses.
  const machine = new StateMachine(given, { validationOptions: { noValidate: true } });
  const { promise: stopped, reject: stop } = Promise.withResolvers<never>();
  stopped.catch(() => undefined);
  let isStopped = false;
  const guarded = async (resource: string, value: unknown) => {
    // The events come through promises: when those that are due have run, `entered` has heard of this state.
    await setImmediate();
    // A run that was stopped while it waited to retry would call the function once more.
    if (isStopped) throw new Aborted();
    // The interpreter would go on waiting for a function that it has called.
    return Promise.race([task(resource, value), stopped]);
  };
  const handlers = Object.entries(definition.States).flatMap(([name, state]) =>
    state.Type === 'Task' ? [[name, (value: unknown) => guarded(state.Resource, value)] as const] : [],
  );
  const taskResourceLocalHandlers = Object.fromEntries(handlers) as Handlers;
  const run = machine.run(input as Input, { overrides: { taskResourceLocalHandlers } });
  const followed = follow(run.eventLogs, entered);
  const result = run.result.then(
    async (output) => {
      await followed;
      return output;
    },
    (error: unknown) => {
      if (error instanceof ExecutionAbortedError) throw new Aborted();
      const cause: unknown = error instanceof ExecutionError ? error.cause : error;
      throw cause instanceof Error
        ? new Failed(cause.name, cause.message)
        : new Failed('States.Runtime', String(cause));
    },
  );
  return {
    result,
    abort: () => {
      isStopped = true;
      stop(new Aborted());
      run.abort();
    },
  };
}

type Input = Parameters<StateMachine['run']>[0];
type Handlers = NonNullable<
  NonNullable<NonNullable<Parameters<StateMachine['run']>[1]>['overrides']>['taskResourceLocalHandlers']
>;
type Events = ReturnType<StateMachine['run']>['eventLogs'];

async function follow(events: Events, entered: RunOptions['entered']): Promise<void> {
  for await (const event of events) {
    if (event.type === 'StateEntered') entered(event.state.name, event.state.input);
  }
}

/** The interpreter's own type of a definition is narrower than what it accepts; it validates the value. */
const asGiven = (definition: Definition): Given => definition as unknown as Given;
