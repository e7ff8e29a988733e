/** Every handler as Lambda loads it, with an S3 that answers what a test says. For specs of handlers. */
import { operations } from '@airlock/contract';
import { S3Client } from '@aws-sdk/client-s3';
import { jest } from '@jest/globals';

import type { ApiHandler } from '../http/api-handler.ts';
import { lambdaEnvironment } from './lambda-environment.ts';
import { sampleContext, sampleEvent } from './sample-event.ts';

// Lambda sets the environment first and imports the module then.
Object.assign(process.env, lambdaEnvironment);
const handlers = new Map<string, ApiHandler>();
for (const { name } of operations) {
  const module = (await import(`../handlers/${name}.ts`)) as { handler: ApiHandler };
  handlers.set(name, module.handler);
}
export const operationNames: readonly string[] = [...handlers.keys()];

/** The answer of S3 to a list that is empty. */
export const emptyList = { IsTruncated: false };

/** The commands that were sent to S3 since `resetHandlers`. */
export const commands: { name: string; input: Record<string, unknown> }[] = [];
let logged = '';

/** Forgets commands and log lines, and lets S3 answer every list as empty. For `beforeEach`. */
export function resetHandlers(): void {
  commands.length = 0;
  logged = '';
  jest.spyOn(process.stdout, 'write').mockImplementation((text) => {
    logged += text.toString();
    return true;
  });
  s3Says(emptyList);
}

/** Returns all lines that were logged since `resetHandlers`. */
export const loggedText = (): string => logged;

type Answer = (command: string, input: Record<string, unknown>) => object;

/** Lets S3 answer every command with `answer`, or as the function says for the name and the input of the command. */
export function s3Says(answer: object | Error | Answer): void {
  const send = jest.spyOn(S3Client.prototype, 'send') as unknown as jest.Mock<
    (command: { constructor: { name: string }; input: Record<string, unknown> }) => Promise<unknown>
  >;
  send.mockImplementation(({ constructor, input }) => {
    commands.push({ name: constructor.name, input });
    if (answer instanceof Error) return Promise.reject(answer);
    const said = typeof answer === 'function' ? (answer as Answer)(constructor.name, input) : answer;
    return said instanceof Error ? Promise.reject(said) : Promise.resolve(said);
  });
}

/** Calls the handler of an operation, with its sample event unless another event is given. */
export async function callHandler(operation: string, event = sampleEvent(operation)) {
  const { statusCode, headers, body } = await handlers.get(operation)!(event, sampleContext());
  return { statusCode, headers, body, json: (body === '' ? undefined : JSON.parse(body)) as unknown };
}
