/**
 * One execution environment of a function: loads the bundle, then takes one invocation at a time. It runs in a worker
 * thread that has only the function's own environment variables.
 */
import { pathToFileURL } from 'node:url';
import { parentPort, workerData } from 'node:worker_threads';

import type { Failure, Invocation, WorkerReport, WorkerSetup } from './worker-messages.ts';

type Handler = (event: unknown, context: unknown) => unknown;

const setup = workerData as WorkerSetup;
const report = (message: WorkerReport): void => parentPort?.postMessage(message);

try {
  const handler = await loadHandler();
  parentPort?.on('message', (invocation: Invocation) => void invoke(handler, invocation).then(report));
  report({ kind: 'ready' });
} catch (error) {
  report({ kind: 'init-failed', ...failureOf(error) });
}

async function loadHandler(): Promise<Handler> {
  const module = (await import(pathToFileURL(setup.bundle).href)) as Record<string, unknown>;
  const handler = module[setup.exportName];
  if (typeof handler !== 'function')
    throw new Error(`${setup.bundle} does not export a function "${setup.exportName}".`);
  // Node.js 24 on Lambda has no callbacks.
  if (handler.length > 2) throw new Error('A handler with a callback is not supported by nodejs24.x.');
  return handler as Handler;
}

async function invoke(handler: Handler, invocation: Invocation): Promise<WorkerReport> {
  try {
    const answer = await handler(JSON.parse(invocation.event), contextOf(invocation));
    return { kind: 'answered', payload: JSON.stringify(answer ?? null) };
  } catch (error) {
    return { kind: 'failed', ...failureOf(error) };
  }
}

/** Returns the context object. https://docs.aws.amazon.com/lambda/latest/dg/nodejs-context.html */
function contextOf({ requestId, deadline }: Invocation): Readonly<Record<string, unknown>> {
  return {
    functionName: setup.functionName,
    functionVersion: '$LATEST',
    invokedFunctionArn: setup.functionArn,
    memoryLimitInMB: String(setup.memoryMb),
    awsRequestId: requestId,
    logGroupName: setup.logGroupName,
    logStreamName: setup.logStreamName,
    getRemainingTimeInMillis: () => Math.max(0, deadline - Date.now()),
  };
}

/** Describes what was thrown as Lambda does: a value that is no error has the name of its type. */
function failureOf(thrown: unknown): Failure {
  if (!(thrown instanceof Error)) {
    return { error: String(thrown), errorType: typeof thrown, errorMessage: String(thrown) };
  }
  const { name, message, stack } = thrown;
  return { error: stack ?? message, errorType: name, errorMessage: message };
}
