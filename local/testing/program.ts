import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { join } from 'node:path';

const root = join(import.meta.dirname, '../..');

export interface Program {
  readonly child: ChildProcess;
  /** Returns everything that it has printed so far, on both streams. */
  readonly printed: () => string;
  /** Resolves with the first line that matches, or rejects when the program ends before it. */
  readonly line: (wanted: RegExp) => Promise<string>;
  /** Resolves with the exit code, or the name of the signal that ended it. */
  readonly end: Promise<number | string>;
  /** Sends it a signal, and resolves when it has ended. It may have ended before. */
  readonly stop: (signal: NodeJS.Signals) => Promise<void>;
}

/** Starts a program of this repository in a process of its own. */
export function startProgram(args: readonly string[], cwd = root): Program {
  const child = spawn(process.execPath, args, { cwd, stdio: ['ignore', 'pipe', 'pipe'] });
  const lines: string[] = [];
  const listeners = new Set<(line: string) => void>();
  for (const input of [child.stdout, child.stderr]) {
    createInterface({ input }).on('line', (line) => {
      lines.push(line);
      listeners.forEach((listener) => listener(line));
    });
  }
  const end = once(child, 'close').then(([code, signal]: (number | string | null)[]) => code ?? signal ?? 'unknown');
  return {
    child,
    printed: () => lines.join('\n'),
    line: (wanted) =>
      new Promise((resolve, reject) => {
        const known = lines.find((line) => wanted.test(line));
        if (known !== undefined) resolve(known);
        listeners.add((line) => wanted.test(line) && resolve(line));
        void end.then((code) => reject(new Error(`Ended with ${code} before ${String(wanted)}:\n${lines.join('\n')}`)));
      }),
    end,
    stop: async (signal) => {
      child.kill(signal);
      await end;
    },
  };
}
