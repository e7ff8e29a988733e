import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

import { readStackFile, removeStackFile, type StackDescription } from '../../local/stack-file.ts';

export type { StackDescription };

const root = join(import.meta.dirname, '../..');
const readyWithinMs = 60_000;

interface StartAs {
  readonly options?: readonly string[];
  readonly preload?: string;
}

/** Runs the whole local stack in a process of its own, with a data folder of its own, on free ports. */
export class LocalStack {
  readonly directory: string;
  #process: ChildProcess | undefined;

  private constructor(directory: string) {
    this.directory = directory;
  }

  static async create(): Promise<LocalStack> {
    return new LocalStack(await mkdtemp(join(tmpdir(), 'airlock-e2e-')));
  }

  /**
   * Starts the stack. `options` are those of `npm start`; `preload` is a module that is imported before the stack is.
   */
  async start({ options = [], preload }: StartAs = {}): Promise<StackDescription> {
    const child = spawn(
      process.execPath,
      [
        ...(preload === undefined ? [] : ['--import', preload]),
        ...['local/start.ts', '--directory', this.directory, '--port', '0', ...options],
      ],
      { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] },
    );
    this.#process = child;
    let output = '';
    const keep = (text: Buffer): void => void (output += text.toString());
    child.stdout.on('data', keep);
    child.stderr.on('data', keep);
    const deadline = performance.now() + readyWithinMs;
    for (;;) {
      const description = readStackFile(this.directory);
      if (description !== undefined) return description;
      if (child.exitCode !== null || performance.now() > deadline) throw new Error(`No stack:\n${output}`);
      await pause(20);
    }
  }

  /** Stops the stack: `SIGTERM` acts like a person's Ctrl+C, `SIGKILL` like a power cut. */
  async stop(signal: 'SIGTERM' | 'SIGKILL' = 'SIGTERM'): Promise<void> {
    const child = this.#process;
    if (child === undefined || child.exitCode !== null) return;
    const exited = once(child, 'exit');
    child.kill(signal);
    await exited;
    this.#process = undefined;
    if (signal === 'SIGKILL') removeStackFile(this.directory);
  }

  async remove(): Promise<void> {
    await this.stop();
    await rm(this.directory, { recursive: true, force: true });
  }
}
