import type { Authorize } from '../iam/authorize.ts';
import type { Outcome } from '../gateway/index.ts';
import type { Machine } from './machine.ts';

export interface TaskNeeds {
  readonly authorize: Authorize;
  /** Calls the function with this ARN; `undefined` when there is none. */
  readonly invoke: (functionArn: string, event: string) => Promise<Outcome> | undefined;
}

/** "262,144 bytes of data as a UTF-8 encoded string" for input and output of a state (Step Functions quotas). */
export const maxPayloadBytes = 262_144;

/** An error of a task, under the name by which `Retry` and `Catch` of the definition know it. */
export class TaskError extends Error {
  override readonly name: string;
  /** The interpreter asks both before it looks at `Retry` and `Catch`. */
  readonly isRetryable: boolean;
  readonly isCatchable: boolean;

  constructor(name: string, cause: string, isFinal = false) {
    super(cause);
    this.name = name;
    this.isRetryable = !isFinal;
    this.isCatchable = !isFinal;
  }
}

/**
 * Runs a Task state: calls its function, if the role of the state machine may, and returns what the function answered.
 * @throws TaskError named as Step Functions names it ("Error names", AWS Step Functions Developer Guide)
 */
export async function runTask(
  { authorize, invoke }: TaskNeeds,
  { roleArn }: Machine,
  resource: string,
  input: unknown,
): Promise<unknown> {
  const principalArn = `${roleArn.replace(':iam:', ':sts:').replace(':role/', ':assumed-role/')}/states`;
  // Nothing is signed here, so the key of the role's session has no secret.
  const principal = { accessKeyId: '', secretAccessKey: '', principalArn };
  if (!(await authorize({ principal, action: 'lambda:InvokeFunction', resource, context: {} }))) {
    const why = 'because no identity-based policy allows the lambda:InvokeFunction action';
    throw new TaskError(
      'Lambda.AWSLambdaException',
      `User: ${principalArn} is not authorized to perform: lambda:InvokeFunction on resource: ${resource} ${why}`,
    );
  }
  const outcome = await invoke(resource, JSON.stringify(input));
  if (outcome === undefined) {
    throw new TaskError('Lambda.ResourceNotFoundException', `Function not found: ${resource}`);
  }
  if (outcome.kind === 'failed') {
    const { errorType, errorMessage } = outcome;
    throw new TaskError(errorType, JSON.stringify({ errorType, errorMessage }));
  }
  if (Buffer.byteLength(outcome.payload) > maxPayloadBytes) {
    const message = `The state/task returned a result with a size exceeding the maximum number of bytes service limit.`;
    throw new TaskError('States.DataLimitExceeded', message, true);
  }
  return JSON.parse(outcome.payload) as unknown;
}
