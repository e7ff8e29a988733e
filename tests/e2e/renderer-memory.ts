import { readFileSync } from 'node:fs';
import { setInterval as every } from 'node:timers';

import type { Browser } from '@playwright/test';

/** The memory that the processes of a browser's pages held while they were watched. */
export interface MemoryUse {
  readonly mostMib: number;
  /** The most of the first and of the second half of the time; the two are similar when memory does not grow. */
  readonly halvesMib: readonly [number, number];
}

const sampledEveryMs = 100;
const kibPerMib = 1024;

/** Samples the memory of a browser's renderers: their own and what they share, without the program's mapped files. */
export class RendererMemory {
  readonly #samples: number[] = [];
  readonly #sampling: NodeJS.Timeout;

  private constructor(pids: readonly number[]) {
    this.#sampling = every(() => this.#samples.push(Math.max(...pids.map(ownMib))), sampledEveryMs);
  }

  /** Watches the renderers that exist now, so the page must have been loaded. It works on Linux only. */
  static async watch(browser: Browser): Promise<RendererMemory> {
    const protocol = await browser.newBrowserCDPSession();
    const { processInfo } = await protocol.send('SystemInfo.getProcessInfo');
    await protocol.detach();
    return new RendererMemory(processInfo.filter(({ type }) => type === 'renderer').map(({ id }) => id));
  }

  stop(): MemoryUse {
    clearInterval(this.#sampling);
    const half = Math.ceil(this.#samples.length / 2);
    const most = (samples: readonly number[]): number => Math.max(0, ...samples);
    return {
      mostMib: most(this.#samples),
      halvesMib: [most(this.#samples.slice(0, half)), most(this.#samples.slice(half))],
    };
  }
}

function ownMib(pid: number): number {
  try {
    const status = readFileSync(`/proc/${pid}/status`, 'utf8');
    const kib = (name: string): number => Number(new RegExp(`^${name}:\\s+(\\d+) kB$`, 'm').exec(status)?.[1] ?? 0);
    return (kib('RssAnon') + kib('RssShmem')) / kibPerMib;
  } catch {
    return 0; // The process has ended.
  }
}
