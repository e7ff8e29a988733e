import * as v from 'valibot';

import { CognitoError } from './errors.ts';
import type { Pool } from './pool.ts';
import type { User } from './store/user-store.ts';

/**
 * Calls a Lambda function with an event. Resolves with what the function answered, and rejects with an error that has
 * the function's own message, or with a `TriggerInvocationError` when the function could not be called.
 */
export type Trigger = (event: object) => Promise<unknown>;

/** The functions that the pool's `LambdaConfig` names. */
export interface Triggers {
  readonly preTokenGeneration?: Trigger | undefined;
  readonly customMessage?: Trigger | undefined;
  readonly postConfirmation?: Trigger | undefined;
}
export type TriggerName = keyof Triggers;

/** Says that a function could not be called, with the code of Lambda's error, such as `AccessDeniedException`. */
export class TriggerInvocationError extends Error {
  readonly code: string;

  constructor(code: string) {
    super(code);
    this.code = code;
  }
}

/** What an operation tells the functions about the request that called it. */
export interface Caller {
  /** The id of the app client; absent for an administrator's operation. */
  readonly clientId?: string | undefined;
  /** The request's `ClientMetadata`, where the service passes it on to the function. */
  readonly clientMetadata?: Readonly<Record<string, string>> | undefined;
}

export interface TriggerCall {
  readonly source: string;
  readonly user: User;
  readonly caller: Caller;
  readonly version?: '1' | '2';
  /** The parts of the request that only this trigger has. */
  readonly request?: object;
  /** The empty response that the function fills in. */
  readonly response?: object;
}

/** The names as the service writes them in its error messages. */
const spoken: Record<TriggerName, string> = {
  preTokenGeneration: 'PreTokenGeneration',
  customMessage: 'CustomMessage',
  postConfirmation: 'PostConfirmation',
};

// "Customizing user pool workflows with Lambda triggers", developer guide: a function must answer within 5 seconds;
// it is called three times before the service gives up.
export const answerWithinMs = 5000;
const attempts = 3;

const anyAnswer = v.object({ response: v.looseObject({}) });
const tooLate = Symbol('too late');

/**
 * Calls the function of a trigger and returns the `response` of its answer. Returns `undefined` when the pool has no
 * function for this trigger. Throws the service's error when the function fails, is slow or does not answer with an
 * event.
 */
export async function callTrigger(pool: Pool, name: TriggerName, call: TriggerCall): Promise<unknown> {
  const trigger = pool.triggers[name];
  if (!trigger) return undefined;
  const answer = v.safeParse(anyAnswer, await answerOf(pool, name, trigger, eventOf(pool, call)));
  if (!answer.success) throw invalidAnswer();
  return answer.output.response;
}

/** Returns the error for an answer that the service cannot read. */
export const invalidAnswer = () => new CognitoError('InvalidLambdaResponseException', 'Unrecognizable lambda output');

/** The common parameters of all triggers ("User pool Lambda trigger event", developer guide). */
function eventOf(pool: Pool, { source, user, caller, version = '1', request = {}, response = {} }: TriggerCall) {
  const { clientId = 'CLIENT_ID_NOT_APPLICABLE', clientMetadata } = caller;
  return {
    version,
    triggerSource: source,
    region: pool.region,
    userPoolId: pool.id,
    userName: user.username,
    callerContext: { awsSdkVersion: 'aws-sdk-unknown-unknown', clientId },
    request: {
      userAttributes: { sub: user.sub, 'cognito:user_status': user.status, ...user.attributes },
      ...request,
      ...(clientMetadata && { clientMetadata }),
    },
    response,
  };
}

async function answerOf(pool: Pool, name: TriggerName, trigger: Trigger, event: object): Promise<unknown> {
  for (let attempt = 1; attempt <= attempts; attempt += 1) {
    // Lambda is sent JSON, and every call gets a copy of its own.
    const copy = v.parse(v.looseObject({}), JSON.parse(JSON.stringify(event)));
    const answer = await inTime(trigger(copy), pool.triggerTimeoutMs).catch((error: unknown) => {
      throw failureOf(name, error);
    });
    if (answer !== tooLate) return answer;
  }
  throw unexpected(name, 'Socket timeout while invoking Lambda function');
}

async function inTime(answer: Promise<unknown>, withinMs: number): Promise<unknown> {
  const { promise, resolve } = Promise.withResolvers<typeof tooLate>();
  const timer = setTimeout(() => resolve(tooLate), withinMs);
  try {
    return await Promise.race([answer, promise]);
  } finally {
    clearTimeout(timer);
  }
}

function failureOf(name: TriggerName, error: unknown): CognitoError {
  if (error instanceof TriggerInvocationError) return unexpected(name, error.code);
  const reason = error instanceof Error ? error.message : String(error);
  return new CognitoError('UserLambdaValidationException', `${spoken[name]} failed with error ${reason}.`);
}

const unexpected = (name: TriggerName, reason: string) =>
  new CognitoError('UnexpectedLambdaException', `${spoken[name]} invocation failed due to error ${reason}.`);
