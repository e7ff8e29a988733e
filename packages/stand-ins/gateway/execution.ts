import { readFileSync } from 'node:fs';
import { stripTypeScriptTypes } from 'node:module';
import { Worker } from 'node:worker_threads';

import type { Failure, Invocation, WorkerReport, WorkerSetup } from './worker-messages.ts';

/** The end of one invocation. */
export type Outcome = { readonly kind: 'answered'; readonly payload: string } | ({ readonly kind: 'failed' } & Failure);

export interface ExecutionOptions {
  readonly setup: WorkerSetup;
  readonly environment: Readonly<Record<string, string>>;
  readonly timeoutSeconds: number;
  readonly log: (line: string) => void;
}

/** The time that Lambda gives a function to start: 10 s. */
const initTimeoutMs = 10_000;

/**
 * Lambda ends an execution environment that has been idle for some minutes. Memory on this machine is scarcer, so a
 * minute is enough.
 */
const idleTimeoutMs = 60_000;

/**
 * One worker thread with the function in it. It takes one invocation at a time, and ends when an invocation overruns its
 * timeout, when the function fails to start, or when it has been idle for a minute.
 */
export class Execution {
  readonly #worker: Worker;
  readonly #options: ExecutionOptions;
  readonly #ready: Promise<Outcome>;
  #settle: (outcome: Outcome) => void = () => undefined;
  #idleTimer: NodeJS.Timeout | undefined;
  #ended = false;

  constructor(options: ExecutionOptions) {
    this.#options = options;
    this.#worker = new Worker(workerProgram(), {
      workerData: options.setup,
      env: { ...options.environment },
      execArgv: ['--no-warnings'],
      resourceLimits: { maxOldGenerationSizeMb: options.setup.memoryMb },
      stdout: true,
      stderr: true,
    });
    forwardLines(this.#worker.stdout, options.log);
    forwardLines(this.#worker.stderr, options.log);
    this.#worker.on('message', (report: WorkerReport) => this.#settle(outcomeOf(report)));
    this.#worker.on('error', (error) =>
      this.#end('Runtime.ExitError', error instanceof Error ? (error.stack ?? error.message) : String(error)),
    );
    this.#worker.on('exit', () => this.#end('Runtime.ExitError', 'Runtime exited before it answered.'));
    this.#ready = this.#next(initTimeoutMs);
  }

  get ended(): boolean {
    return this.#ended;
  }

  /**
   * Runs one invocation. As in Lambda, the function starts first, and only the handler's time counts as the invocation.
   */
  async invoke(requestId: string, event: string): Promise<Outcome> {
    clearTimeout(this.#idleTimer);
    const start = await this.#ready;
    if (start.kind === 'failed') {
      await this.close();
      return { ...start, error: `The function did not start: ${start.error}` };
    }
    const timeoutMs = this.#options.timeoutSeconds * 1000;
    const next = this.#next(timeoutMs);
    const invocation: Invocation = { requestId, event, deadline: Date.now() + timeoutMs };
    this.#worker.postMessage(invocation);
    const outcome = await next;
    if (!this.#ended) this.#idleTimer = setTimeout(() => void this.close(), idleTimeoutMs).unref();
    return outcome;
  }

  async close(): Promise<void> {
    clearTimeout(this.#idleTimer);
    this.#ended = true;
    await this.#worker.terminate();
  }

  #end(errorType: string, error: string): void {
    this.#ended = true;
    this.#settle({ kind: 'failed', error, errorType, errorMessage: error });
  }

  #next(timeoutMs: number): Promise<Outcome> {
    return new Promise((resolve) => {
      const timer = setTimeout(() => {
        this.#end('Sandbox.Timedout', `Task timed out after ${(timeoutMs / 1000).toFixed(2)} seconds`);
        void this.close();
      }, timeoutMs);
      this.#settle = (outcome) => {
        clearTimeout(timer);
        resolve(outcome);
      };
    });
  }
}

let program: URL | undefined;

/**
 * Returns the worker's program without its types. A thread that loads a TypeScript file keeps a compiler of its own, 7
 * MiB, so the types are removed once, here. Stack traces still name the file.
 */
function workerProgram(): URL {
  if (program !== undefined) return program;
  const file = new URL('lambda-worker.ts', import.meta.url);
  const code = stripTypeScriptTypes(readFileSync(file, 'utf8'), { sourceUrl: file.href });
  program = new URL(`data:text/javascript,${encodeURIComponent(code)}`);
  return program;
}

function outcomeOf(report: WorkerReport): Outcome {
  if (report.kind === 'ready') return { kind: 'answered', payload: '' };
  return report.kind === 'init-failed' ? { ...report, kind: 'failed' } : report;
}

function forwardLines(stream: NodeJS.ReadableStream, log: (line: string) => void): void {
  let rest = '';
  stream.setEncoding('utf8');
  stream.on('data', (chunk: string) => {
    const lines = (rest + chunk).split('\n');
    rest = lines.pop() ?? '';
    lines.filter((line) => line !== '').forEach(log);
  });
  stream.on('end', () => {
    if (rest !== '') log(rest);
  });
}
