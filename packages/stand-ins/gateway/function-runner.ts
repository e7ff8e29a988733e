import { randomBytes } from 'node:crypto';
import { statSync } from 'node:fs';

import type { FunctionView, StackPlace } from '@airlock/template';

import type { AccessKey } from '../sigv4/access-key.ts';
import { Execution, type Outcome } from './execution.ts';
import { executionEnvironment } from './execution-environment.ts';

export interface FunctionOptions {
  readonly view: FunctionView;
  readonly stack: StackPlace;
  /** Path of the `.mjs` file that `backend/bundle.mjs` wrote. */
  readonly bundle: string;
  readonly credentials: AccessKey;
  /** The number of requests that run at the same time; further requests wait. */
  readonly concurrency: number;
  /** Receives one line of the function's output or of the platform, without a newline. */
  readonly log: (line: string) => void;
}

/**
 * Runs one function as Lambda does. The first request starts an execution, which takes one request at a time and is
 * used again. Another execution starts when all are busy. An execution that overran its timeout, crashed or was idle
 * for a minute is not used again. A changed bundle is loaded at the next request.
 */
export class FunctionRunner {
  readonly #options: FunctionOptions;
  /** Each execution with the version of the bundle that it loaded. */
  readonly #executions = new Map<Execution, string>();
  readonly #idle: Execution[] = [];
  readonly #waiting: ((execution: Execution) => void)[] = [];

  constructor(options: FunctionOptions) {
    this.#options = options;
  }

  async invoke(requestId: string, event: string): Promise<Outcome> {
    const execution = await this.#take();
    const started = performance.now();
    const outcome = await execution.invoke(requestId, event);
    this.#give(execution);
    this.#options.log(platformReport(requestId, outcome, performance.now() - started));
    return outcome;
  }

  async close(): Promise<void> {
    await Promise.all([...this.#executions.keys()].map((execution) => execution.close()));
  }

  #take(): Promise<Execution> {
    for (let it = this.#idle.pop(); it !== undefined; it = this.#idle.pop()) {
      if (this.#isCurrent(it)) return Promise.resolve(it);
      this.#discard(it);
    }
    if (this.#executions.size < this.#options.concurrency) return Promise.resolve(this.#start());
    return new Promise((resolve) => this.#waiting.push(resolve));
  }

  #give(execution: Execution): void {
    const usable = this.#isCurrent(execution);
    if (!usable) this.#discard(execution);
    const next = this.#waiting.shift();
    if (next !== undefined) next(usable ? execution : this.#start());
    else if (usable) this.#idle.push(execution);
  }

  #start(): Execution {
    const execution = new Execution(executionOptions(this.#options));
    this.#executions.set(execution, versionOf(this.#options.bundle));
    return execution;
  }

  #discard(execution: Execution): void {
    this.#executions.delete(execution);
    if (!execution.ended) void execution.close();
  }

  #isCurrent(execution: Execution): boolean {
    return !execution.ended && this.#executions.get(execution) === versionOf(this.#options.bundle);
  }
}

function executionOptions({ view, stack, bundle, credentials, log }: FunctionOptions) {
  const day = new Date().toISOString().slice(0, 10).replaceAll('-', '/');
  const logStreamName = `${day}/[$LATEST]${randomBytes(16).toString('hex')}`;
  return {
    setup: {
      bundle,
      exportName: view.handler.slice(view.handler.lastIndexOf('.') + 1),
      functionName: view.functionName,
      functionArn: view.arn,
      memoryMb: view.memoryMb,
      logGroupName: view.logGroupName,
      logStreamName,
    },
    environment: executionEnvironment(view, stack, credentials, logStreamName),
    timeoutSeconds: view.timeoutSeconds,
    log,
  };
}

/**
 * Returns a text that differs between builds of a bundle: esbuild replaces the file, so its time and size change. A
 * missing bundle fails at the invocation.
 */
function versionOf(bundle: string): string {
  const stat = statSync(bundle, { throwIfNoEntry: false });
  return stat === undefined ? 'missing' : `${stat.mtimeMs} ${stat.size} ${stat.ino}`;
}

/** Returns a report in the shape of Lambda's own JSON log lines. */
function platformReport(requestId: string, outcome: Outcome, durationMs: number): string {
  const failed = outcome.kind === 'failed';
  return JSON.stringify({
    time: new Date().toISOString(),
    type: 'platform.report',
    record: {
      requestId,
      status: failed ? 'error' : 'success',
      metrics: { durationMs: Number(durationMs.toFixed(2)) },
      ...(failed && { error: outcome.error }),
    },
  });
}
