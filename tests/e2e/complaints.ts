import type { BrowserContext, ConsoleMessage, Worker } from '@playwright/test';

/**
 * What the browser holds against the app: refusals of the content security policy, uncaught errors, errors on the
 * console. Angular takes uncaught errors away from the browser and writes them there.
 */
export class Complaints {
  readonly found: string[] = [];
  readonly #contexts: BrowserContext[] = [];

  /** Listens to all pages and workers of the context. Call it before the first page is opened. */
  readonly watch = async (context: BrowserContext): Promise<void> => {
    this.#contexts.push(context);
    context.on('weberror', (error) => this.found.push(`error: ${error.error().message}`));
    context.on('console', (message) => {
      if (isComplaint(message)) this.found.push(`console: ${message.text()}`);
    });
    context.on('page', (page) => page.on('worker', writeItsRefusals));
    await context.addInitScript(writeRefusals);
  };

  /** All of them, also what is on its way while this is asked. */
  async all(): Promise<readonly string[]> {
    const pages = this.#contexts.flatMap((context) => context.pages());
    await Promise.all([...pages, ...pages.flatMap((page) => page.workers())].map(hearOut));
    return this.found;
  }
}

/** Runs in each page, before the page's own scripts, and in each worker: Chromium is silent about those of a worker. */
function writeRefusals(): void {
  addEventListener('securitypolicyviolation', ({ effectiveDirective, blockedURI }) =>
    console.error(`refused: ${effectiveDirective} ${blockedURI}`),
  );
}

/** One that has ended already has nothing more to say. */
const writeItsRefusals = (worker: Worker): Promise<unknown> => worker.evaluate(writeRefusals).catch(() => undefined);

/** Chromium writes "Failed to load" for every answer that is not 2xx, such as a name that is taken. */
const isComplaint = (message: ConsoleMessage): boolean =>
  message.type() === 'error' && !message.text().startsWith('Failed to load resource');

/** Events of one page or worker come in the order in which they happened: an answer comes after all of them. */
const hearOut = (speaker: Pick<Worker, 'evaluate'>): Promise<unknown> =>
  speaker.evaluate(() => undefined).catch(() => undefined);
