import type { CDPSession, Page } from '@playwright/test';

interface TraceEvent {
  readonly pid: number;
  readonly tid: number;
  readonly ph: string;
  readonly name: string;
  readonly dur?: number;
  readonly tdur?: number;
  readonly args?: { readonly name?: string };
}

/** What the busiest moment of a page's main thread was. */
export interface Busiest {
  /** The longest task in processor time: what the page itself needs, however busy the machine is. */
  readonly cpuMs: number;
  /** The longest task by the clock. */
  readonly wallMs: number;
  readonly heapMib: number;
}

const microsecondsPerMs = 1000;

/** Every task of the page's main thread, from Chromium's own trace. */
export class MainThread {
  readonly #protocol: CDPSession;
  readonly #mains = new Set<string>();
  #tasks: TraceEvent[] = [];

  private constructor(protocol: CDPSession) {
    this.#protocol = protocol;
  }

  static async watch(page: Page): Promise<MainThread> {
    const protocol = await page.context().newCDPSession(page);
    const thread = new MainThread(protocol);
    protocol.on('Tracing.dataCollected', ({ value }) => thread.#keep(value as unknown as TraceEvent[]));
    await protocol.send('Performance.enable');
    await protocol.send('HeapProfiler.collectGarbage');
    await protocol.send('Tracing.start', {
      transferMode: 'ReportEvents',
      traceConfig: { recordMode: 'recordContinuously', includedCategories: ['toplevel'], excludedCategories: ['*'] },
    });
    return thread;
  }

  async stop(): Promise<Busiest> {
    const complete = new Promise<void>((resolve) => this.#protocol.once('Tracing.tracingComplete', () => resolve()));
    await this.#protocol.send('Tracing.end');
    await complete;
    await this.#protocol.send('HeapProfiler.collectGarbage');
    const { metrics } = await this.#protocol.send('Performance.getMetrics');
    const heap = metrics.find(({ name }) => name === 'JSHeapUsedSize')?.value ?? 0;
    const tasks = this.#tasks.filter(({ pid, tid }) => this.#mains.has(`${pid}.${tid}`));
    if (tasks.length === 0) throw new Error('The trace has no task of a main thread.');
    const longest = (of: (task: TraceEvent) => number): number =>
      tasks.reduce((most, task) => Math.max(most, of(task)), 0) / microsecondsPerMs;
    return {
      cpuMs: longest(({ tdur }) => tdur ?? 0),
      wallMs: longest(({ dur }) => dur ?? 0),
      heapMib: heap / 1024 ** 2,
    };
  }

  #keep(events: readonly TraceEvent[]): void {
    for (const event of events) {
      if (event.ph === 'M' && event.args?.name === 'CrRendererMain') this.#mains.add(`${event.pid}.${event.tid}`);
      // Shorter ones are of no interest, and there are hundreds of thousands.
      if (event.name.endsWith('RunTask') && (event.dur ?? 0) >= 5_000) this.#tasks.push(event);
    }
  }
}
