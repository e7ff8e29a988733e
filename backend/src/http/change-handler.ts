import { changeId, maxItemsBodyBytes } from '@airlock/contract';
import type { ChangeAnswer } from '@airlock/contract';
import type { Context } from 'aws-lambda';
import * as v from 'valibot';

import type { Caller } from '../caller.ts';
import { apiHandler } from './api-handler.ts';
import type { ApiRequest } from './api-handler.ts';
import type { HttpAnswer, HttpEvent } from './http-event.ts';
import { log, withoutNames } from '../logger.ts';

/** What the workflow calls the function with. `hasFailed` says that it has given up. */
const workflowEvent = v.strictObject({
  operation: v.string(),
  userId: v.pipe(v.string(), v.uuid()),
  changeId,
  hasFailed: v.optional(v.boolean(), false),
});

/** What the function answers to the workflow, which calls again until `isDone`. */
export interface WorkflowAnswer {
  readonly operation: string;
  readonly userId: string;
  readonly changeId: string;
  readonly isDone: boolean;
}

/** How a change goes on when the workflow calls. */
export interface Continuation {
  /** Does the next slice. Resolves with whether the change has ended, or another execution of the workflow goes on with it. */
  readonly next: (caller: Caller, changeId: string) => Promise<boolean>;
  /** Marks the change as failed. */
  readonly fail: (caller: Caller, changeId: string) => Promise<void>;
}

export type ChangeHandler = (event: HttpEvent | object, context: Context) => Promise<HttpAnswer | WorkflowAnswer>;

/**
 * Makes a Lambda handler of an operation that changes files. API Gateway calls it for a request, and the workflow for what
 * a request has left. IAM lets nobody else call the function (template.yaml), and API Gateway writes `requestContext` into
 * every event: no request, whatever it says, can pass for a call of the workflow.
 */
export function changeHandler<TSchema extends v.GenericSchema>(
  schema: TSchema,
  operation: (request: ApiRequest<v.InferOutput<TSchema>>) => Promise<ChangeAnswer>,
  continuation: Continuation,
): ChangeHandler {
  const api = apiHandler(schema, operation, {
    status: ({ change }) => (change.state === 'running' ? 202 : 200),
    maxBodyBytes: maxItemsBodyBytes,
  });
  return (event, context) =>
    isRequest(event) ? api(event, context) : continueWith(continuation, v.parse(workflowEvent, event)).catch(tell);
}

/** Throws the error for the workflow, which calls again. Lambda logs it, and Step Functions keeps it. */
function tell(error: unknown): never {
  throw error instanceof Error ? withoutNames(error) : error;
}

function isRequest(event: HttpEvent | object): event is HttpEvent {
  return 'requestContext' in event;
}

async function continueWith(
  { next, fail }: Continuation,
  { operation, userId, changeId, hasFailed }: v.InferOutput<typeof workflowEvent>,
): Promise<WorkflowAnswer> {
  const caller = { id: userId };
  const startedAt = performance.now();
  if (hasFailed) await fail(caller, changeId);
  const isDone = hasFailed || (await next(caller, changeId));
  const milliseconds = Math.round(performance.now() - startedAt);
  log('INFO', 'continued', { operation, caller: userId, changeId, isDone, milliseconds });
  return { operation, userId, changeId, isDone };
}
