import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

/** What `.local/stack.json` says. */
export interface StackDescription {
  readonly webUrl: string;
  readonly apiUrl: string;
  readonly s3Url: string;
  readonly cognitoUrl: string;
  readonly region: string;
  readonly filesBucket: string;
  readonly userPoolId: string;
  readonly userPoolClientId: string;
  readonly adminAccessKeyId: string;
  readonly adminSecretAccessKey: string;
}

const root = join(import.meta.dirname, '..');
const readyWithinMs = 60_000;

/** The whole local stack in a process of its own, with a data folder of its own, on free ports. */
export class LocalStack {
  readonly directory: string;
  #process: ChildProcess | undefined;

  private constructor(directory: string) {
    this.directory = directory;
  }

  static async create(): Promise<LocalStack> {
    return new LocalStack(await mkdtemp(join(tmpdir(), 'airlock-e2e-')));
  }

  async start(): Promise<StackDescription> {
    const child = spawn(process.execPath, ['local/start.ts', '--directory', this.directory, '--port', '0'], {
      cwd: root,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    this.#process = child;
    let output = '';
    const keep = (text: Buffer): void => void (output += text.toString());
    child.stdout.on('data', keep);
    child.stderr.on('data', keep);
    const description = join(this.directory, 'stack.json');
    const deadline = performance.now() + readyWithinMs;
    while (!existsSync(description)) {
      if (child.exitCode !== null || performance.now() > deadline) throw new Error(`No stack:\n${output}`);
      await pause(20);
    }
    return JSON.parse(await readFile(description, 'utf8')) as StackDescription;
  }

  /** `SIGTERM` as a person's Ctrl-C would, `SIGKILL` as a power cut. */
  async stop(signal: 'SIGTERM' | 'SIGKILL' = 'SIGTERM'): Promise<void> {
    const child = this.#process;
    if (child === undefined || child.exitCode !== null) return;
    const exited = once(child, 'exit');
    child.kill(signal);
    await exited;
    this.#process = undefined;
    if (signal === 'SIGKILL') await rm(join(this.directory, 'stack.json'), { force: true });
  }

  async remove(): Promise<void> {
    await this.stop();
    await rm(this.directory, { recursive: true, force: true });
  }
}
