import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { removeStackFile, type StackDescription } from '../../local/stack-file.ts';
import { startProgram, type Program } from '../../local/testing/program.ts';
import { untilReady } from '../../local/testing/stack-ready.ts';

export type { StackDescription };

const readyWithinMs = 60_000;

interface StartAs {
  readonly options?: readonly string[];
  readonly preload?: string;
}

/** Runs the whole local stack in a process of its own, with a data folder of its own, on free ports. */
export class LocalStack {
  readonly directory: string;
  #program: Program | undefined;

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
    const program = startProgram([
      ...(preload === undefined ? [] : ['--import', preload]),
      ...['local/start.ts', '--directory', this.directory, '--port', '0', ...options],
    ]);
    this.#program = program;
    return untilReady(program, this.directory, readyWithinMs);
  }

  /** Stops the stack: `SIGTERM` acts like a person's Ctrl+C, `SIGKILL` like a power cut. */
  async stop(signal: 'SIGTERM' | 'SIGKILL' = 'SIGTERM'): Promise<void> {
    const program = this.#program;
    if (program === undefined) return;
    this.#program = undefined;
    await program.stop(signal);
    if (signal === 'SIGKILL') removeStackFile(this.directory);
  }

  async remove(): Promise<void> {
    await this.stop();
    await rm(this.directory, { recursive: true, force: true });
  }
}
