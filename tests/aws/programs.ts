import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync, readSync } from 'node:fs';
import { createServer } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';

import { findProgram } from '../../scripts/deploy/find-program.ts';

export interface Place {
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string>>;
}

export interface Outcome {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
}

/**
 * Returns the Python that runs the program `name`, from its first line, because that Python has the program's packages.
 */
export function pythonOf(name: string): string | undefined {
  const file = findProgram(name);
  return file === undefined ? undefined : /^#!(\S*python\S*)\s*$/m.exec(firstBytes(file))?.[1];
}

/** Runs a program to its end, for at most `seconds`. Never throws because of its exit code. */
export async function runProgram(
  [program, ...args]: readonly [string, ...string[]],
  { cwd, env, seconds = 120 }: Place & { readonly seconds?: number } = {},
): Promise<Outcome> {
  const child = spawn(program, args, {
    cwd,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
    timeout: seconds * 1000,
  });
  const stdout: Buffer[] = [];
  const stderr: Buffer[] = [];
  child.stdout.on('data', (chunk: Buffer) => stdout.push(chunk));
  child.stderr.on('data', (chunk: Buffer) => stderr.push(chunk));
  const [exitCode] = (await once(child, 'close')) as [number | null];
  return {
    exitCode: exitCode ?? 1,
    stdout: Buffer.concat(stdout).toString(),
    stderr: Buffer.concat(stderr).toString(),
  };
}

/** Runs a program as `runProgram` does, but throws an error with its output when it fails. */
export async function mustRun(command: readonly [string, ...string[]], options: Place & { seconds?: number } = {}) {
  const outcome = await runProgram(command, options);
  if (outcome.exitCode === 0) return outcome;
  throw new Error(`${command.join(' ')} ended with ${outcome.exitCode}:\n${outcome.stdout}${outcome.stderr}`);
}

export interface Service {
  /** Returns everything that it has printed so far. */
  readonly output: () => string;
  readonly hasEnded: () => boolean;
  /** Sends SIGINT, then SIGTERM when the program has not ended within 15 s, and SIGKILL after 10 s more. */
  readonly stop: () => Promise<void>;
}

/** Starts a program that runs until it is stopped. */
export function startService([program, ...args]: readonly [string, ...string[]], { cwd, env }: Place = {}): Service {
  const child = spawn(program, args, { cwd, env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  const keep = (chunk: Buffer): void => void (output += chunk.toString());
  child.stdout.on('data', keep);
  child.stderr.on('data', keep);
  child.on('error', (error) => (output += error.message));
  running.add(child);
  child.on('close', () => running.delete(child));
  return { output: () => output, hasEnded: () => isOver(child), stop: () => stop(child) };
}

async function stop(child: ChildProcess): Promise<void> {
  if (isOver(child)) return;
  const over = once(child, 'close');
  child.kill('SIGINT');
  // A program that was started in a shell's background ignores SIGINT, but not SIGTERM.
  const patience = [setTimeout(() => child.kill('SIGTERM'), 15_000), setTimeout(() => child.kill('SIGKILL'), 25_000)];
  await over;
  patience.forEach((it) => clearTimeout(it));
}

/** Programs that must not outlive this one, however it ends. */
const running = new Set<ChildProcess>();
process.on('exit', () => running.forEach((child) => child.kill('SIGKILL')));
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.once(signal, () => void Promise.all([...running].map((it) => stop(it))).then(() => process.exit(1)));
}

const isOver = ({ exitCode, signalCode, pid }: ChildProcess): boolean =>
  pid === undefined || exitCode !== null || signalCode !== null;

/**
 * Polls until `isReady` returns true. Throws an error with the service's output when it ends before or takes longer.
 */
export async function waitUntil(service: Service, isReady: () => Promise<boolean>, seconds = 60): Promise<void> {
  const deadline = performance.now() + seconds * 1000;
  while (!(await isReady().catch(() => false))) {
    if (service.hasEnded()) throw new Error(`It ended before it was ready:\n${service.output()}`);
    if (performance.now() > deadline) throw new Error(`It was not ready within ${seconds} s:\n${service.output()}`);
    await pause(100);
  }
}

/** Returns a port of 127.0.0.1 that nobody uses at this moment. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  if (address === null || typeof address === 'string')
    throw new Error('There is no free port on 127.0.0.1: end what uses them.');
  return address.port;
}

function firstBytes(file: string): string {
  const bytes = Buffer.alloc(256);
  const handle = openSync(file, 'r');
  try {
    return bytes.toString('utf8', 0, readSync(handle, bytes));
  } finally {
    closeSync(handle);
  }
}
