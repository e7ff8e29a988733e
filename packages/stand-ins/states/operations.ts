import { randomUUID } from 'node:crypto';

import * as v from 'valibot';

import type { Authorize } from '../iam/authorize.ts';
import type { AccessKey } from '../sigv4/access-key.ts';
import { StatesError } from './errors.ts';
import type { Executions } from './executions.ts';
import type { ExecutionRow, ExecutionStore } from './store.ts';
import { maxPayloadBytes } from './task.ts';

export interface OperationNeeds {
  readonly executions: Executions;
  readonly store: ExecutionStore;
  readonly authorize: Authorize;
  readonly now: () => Date;
}

type Operation = (needs: OperationNeeds, principal: AccessKey, input: unknown) => Promise<object>;

const stateMachineArn = /^arn:[^:]+:states:[^:]+:\d{12}:stateMachine:[^:]+$/;
const executionArn = /^arn:[^:]+:states:[^:]+:\d{12}:execution:[^:]+:[^:]+$/;

/** What a name must not have: white space, brackets, wildcards, special and control characters (StartExecution). */
const wrongInName = /[\s<>{}[\]?*"#%\\^|~`$&,;:/\u0000-\u001f\u007f-\u009f\ufffe\uffff]/;

const text = (most: number) =>
  v.pipe(
    v.string(),
    v.minLength(1, 'Member must have length greater than or equal to 1'),
    v.maxLength(most, `Member must have length less than or equal to ${most}`),
  );

const startInput = v.object({
  stateMachineArn: text(256),
  name: v.optional(text(80)),
  input: v.optional(v.pipe(v.string(), v.maxLength(maxPayloadBytes)), '{}'),
});

/**
 * StartExecution. A name is idempotent while its execution runs: the same name with the same input gives the same answer
 * and starts nothing.
 */
const startExecution: Operation = async ({ executions, store, authorize, now }, principal, given) => {
  const { stateMachineArn: machineArn, name = randomUUID(), input } = read(startInput, given);
  if (!stateMachineArn.test(machineArn)) throw new StatesError('InvalidArn', `Invalid Arn: '${machineArn}'`);
  await demand(authorize, principal, 'states:StartExecution', machineArn);
  const machine = executions.machine(machineArn);
  if (machine === undefined) {
    throw new StatesError('StateMachineDoesNotExist', `State Machine Does Not Exist: '${machineArn}'`);
  }
  if (wrongInName.test(name)) throw new StatesError('InvalidName', `Invalid Name: '${name}'`);
  checkInput(input);
  const arn = `${machineArn.replace(':stateMachine:', ':execution:')}:${name}`;
  const known = store.find(arn);
  if (known === undefined) {
    const started = now().getTime();
    await executions.start(machine, { arn, machine_arn: machineArn, name, input, started_ms: started });
    return { executionArn: arn, startDate: started / 1000 };
  }
  if (known.status === 'RUNNING' && known.input === input) {
    return { executionArn: arn, startDate: known.started_ms / 1000 };
  }
  throw new StatesError('ExecutionAlreadyExists', `Execution Already Exists: '${arn}'`);
};

function checkInput(input: string): void {
  try {
    JSON.parse(input);
  } catch {
    throw new StatesError('InvalidExecutionInput', `Invalid State Machine Execution Input: '${input}'`);
  }
}

const describeInput = v.object({ executionArn: text(256) });

const describeExecution: Operation = async (needs, principal, given) => {
  const row = await findExecution(needs, principal, 'states:DescribeExecution', read(describeInput, given));
  const included = { included: true };
  return {
    executionArn: row.arn,
    stateMachineArn: row.machine_arn,
    name: row.name,
    status: row.status,
    startDate: row.started_ms / 1000,
    input: row.input,
    inputDetails: included,
    ...(row.stopped_ms !== null && { stopDate: row.stopped_ms / 1000 }),
    ...(row.output !== null && { output: row.output, outputDetails: included }),
    ...(row.error !== null && { error: row.error }),
    ...(row.cause !== null && { cause: row.cause }),
    redriveCount: 0,
  };
};

const stopInput = v.object({
  executionArn: text(256),
  error: v.optional(v.pipe(v.string(), v.maxLength(256))),
  cause: v.optional(v.pipe(v.string(), v.maxLength(32_768))),
});

const stopExecution: Operation = async (needs, principal, given) => {
  const input = read(stopInput, given);
  const row = await findExecution(needs, principal, 'states:StopExecution', input);
  if (row.status === 'RUNNING') await needs.executions.stop(row, input.error, input.cause);
  const { stopped_ms: stopped } = needs.store.find(row.arn) ?? row;
  return { stopDate: (stopped ?? needs.now().getTime()) / 1000 };
};

/** The operations that are built, by their names. */
export const operations: ReadonlyMap<string, Operation> = new Map([
  ['DescribeExecution', describeExecution],
  ['StartExecution', startExecution],
  ['StopExecution', stopExecution],
]);

async function findExecution(
  { store, authorize }: OperationNeeds,
  principal: AccessKey,
  action: string,
  { executionArn: arn }: { readonly executionArn: string },
): Promise<ExecutionRow> {
  if (!executionArn.test(arn)) throw new StatesError('InvalidArn', `Invalid Arn: '${arn}'`);
  await demand(authorize, principal, action, arn);
  const row = store.find(arn);
  if (row === undefined) throw new StatesError('ExecutionDoesNotExist', `Execution Does Not Exist: '${arn}'`);
  return row;
}

async function demand(authorize: Authorize, principal: AccessKey, action: string, resource: string): Promise<void> {
  if (await authorize({ principal, action, resource, context: {} })) return;
  const why = `because no identity-based policy allows the ${action} action`;
  throw new StatesError(
    'AccessDeniedException',
    `User: ${principal.principalArn} is not authorized to perform: ${action} on resource: ${resource} ${why}`,
  );
}

function read<Output>(schema: v.GenericSchema<unknown, Output>, given: unknown): Output {
  const result = v.safeParse(schema, given);
  if (result.success) return result.output;
  const [{ message, path }] = result.issues;
  const member = path?.map(({ key }) => String(key)).join('.') ?? '';
  const rule = `at '${member}' failed to satisfy constraint: ${message}`;
  throw new StatesError('ValidationException', `1 validation error detected: Value ${rule}`);
}
