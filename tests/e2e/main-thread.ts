import { setInterval as every } from 'node:timers';

import type { Browser, CDPSession, Page, TestInfo } from '@playwright/test';

interface TraceEvent {
  readonly pid: number;
  readonly tid: number;
  readonly ph: string;
  readonly ts: number;
  readonly name: string;
  readonly dur?: number;
  readonly tdur?: number;
  readonly args?: { readonly name?: string; readonly src_file?: string; readonly src_func?: string };
}

/** The longest task of a main thread. */
export interface LongestTask {
  /** The longest task in processor time: what the page itself needs, however busy the machine is. */
  readonly cpuMs: number;
  /** Where in Chromium that task was posted: a frame, a timer, an answer of the network. */
  readonly from: string;
  /** The longest task by the clock. */
  readonly wallMs: number;
}

const microsecondsPerMs = 1000;
/** What a task does when a tool asks the page something: a test that looks for a row runs on the page's own thread. */
const asked = 'DevToolsSession::DispatchProtocolCommand';
/**
 * The length of one trace. A trace holds 200 MB, the tasks of some thousands of files, so it is saved and restarted
 * long before that.
 */
const traceMs = 10_000;

/**
 * Measures the tasks of main threads with Chromium's own trace. The moments between two traces, one in a hundred, are
 * missed.
 */
export class MainThread {
  readonly #protocol: CDPSession;
  readonly #mains = new Set<string>();
  readonly #tasks: TraceEvent[] = [];
  readonly #asked: TraceEvent[] = [];
  #renewal: NodeJS.Timeout | undefined;
  #renewed: Promise<void> = Promise.resolve();

  private constructor(protocol: CDPSession) {
    this.#protocol = protocol;
  }

  /** Watches one page, without the garbage of what was before. */
  static async watch(page: Page): Promise<MainThread> {
    const protocol = await page.context().newCDPSession(page);
    await protocol.send('HeapProfiler.collectGarbage');
    return MainThread.#start(protocol);
  }

  /** Watches all pages of a browser, also those that are opened and closed meanwhile. */
  static async watchAll(browser: Browser): Promise<MainThread> {
    return MainThread.#start(await browser.newBrowserCDPSession());
  }

  static async #start(protocol: CDPSession): Promise<MainThread> {
    const thread = new MainThread(protocol);
    protocol.on('Tracing.dataCollected', ({ value }) => thread.#keep(value as unknown as TraceEvent[]));
    await thread.#begin();
    thread.#renewal = every(() => thread.#renew(), traceMs);
    thread.#renewal.unref();
    return thread;
  }

  async stop(): Promise<LongestTask> {
    clearInterval(this.#renewal);
    await this.#renewed;
    await this.#end();
    await this.#protocol.detach();
    if (this.#mains.size === 0) throw new Error('The trace has no main thread.');
    const tasks = this.#tasks.filter((task) => this.#mains.has(threadOf(task)) && !this.#isAsked(task));
    const busiest = tasks.reduce<Partial<TraceEvent>>((most, task) => (cpu(task) > cpu(most) ? task : most), {});
    return {
      cpuMs: cpu(busiest) / microsecondsPerMs,
      from: `${busiest.args?.src_func} in ${busiest.args?.src_file?.split('/').at(-1)}`,
      wallMs: tasks.reduce((most, { dur = 0 }) => Math.max(most, dur), 0) / microsecondsPerMs,
    };
  }

  #renew(): void {
    this.#renewed = this.#renewed.then(() => this.#end()).then(() => this.#begin());
    // `stop` reports this error. A page that was closed meanwhile has nobody to report to.
    this.#renewed.catch(() => clearInterval(this.#renewal));
  }

  async #begin(): Promise<void> {
    await this.#protocol.send('Tracing.start', {
      transferMode: 'ReportEvents',
      // A ring buffer would overwrite what came first.
      traceConfig: {
        recordMode: 'recordAsMuchAsPossible',
        includedCategories: ['toplevel', 'devtools'],
        excludedCategories: ['*'],
      },
    });
  }

  async #end(): Promise<void> {
    const complete = new Promise<boolean>((resolve) =>
      this.#protocol.once('Tracing.tracingComplete', ({ dataLossOccurred }) => resolve(dataLossOccurred)),
    );
    await this.#protocol.send('Tracing.end');
    if (await complete) throw new Error('The trace is not whole.');
  }

  #keep(events: readonly TraceEvent[]): void {
    for (const event of events) {
      if (event.ph === 'M' && event.args?.name === 'CrRendererMain') this.#mains.add(`${event.pid}.${event.tid}`);
      // Shorter tasks do not matter, and there are hundreds of thousands.
      if (event.name.endsWith('RunTask') && (event.dur ?? 0) >= 5_000) this.#tasks.push(event);
      if (event.name === asked) this.#asked.push(event);
    }
  }

  /** Whether a task is the answer to a question of this test. */
  #isAsked(task: TraceEvent): boolean {
    const { ts, dur = 0 } = task;
    return this.#asked.some((it) => threadOf(it) === threadOf(task) && it.ts >= ts && it.ts < ts + dur);
  }
}

const threadOf = ({ pid, tid }: TraceEvent): string => `${pid}.${tid}`;

/**
 * Returns the processor time of a task. Virtual machines sometimes count more of it than time has passed; the result is
 * never more than the time that passed.
 */
const cpu = ({ tdur = 0, dur = 0 }: Partial<TraceEvent>): number => Math.min(tdur, dur);

/** The kind of annotation that a journey has whose longest task was measured. */
export const longestTaskType = 'longest task';

/** Does `work`, and adds the longest task of all pages meanwhile to the annotations of the journey, as JSON. */
export async function withLongestTask(
  browser: Browser,
  annotations: TestInfo['annotations'],
  work: () => Promise<void>,
): Promise<void> {
  const thread = await MainThread.watchAll(browser);
  await work();
  annotations.push({ type: longestTaskType, description: JSON.stringify(await thread.stop()) });
}
