import type { BrowserContext, ConsoleMessage, Page, Worker } from '@playwright/test';

/**
 * Collects what the browser reports against the app: refusals of the content security policy, uncaught errors, errors
 * on the console. Angular catches uncaught errors before the browser reports them, and writes them to the console.
 */
export class Complaints {
  readonly found: string[] = [];
  readonly #contexts: BrowserContext[] = [];

  /** The contexts that it listens to. */
  get contexts(): readonly BrowserContext[] {
    return this.#contexts;
  }

  /** Listens to all pages and workers of the context. It must be called before the first page loads anything. */
  readonly watch = async (context: BrowserContext): Promise<void> => {
    this.#contexts.push(context);
    context.on('weberror', (error) => this.found.push(`error: ${error.error().message}`));
    context.on('console', (message) => {
      if (isComplaint(message)) this.found.push(`console: ${message.text()}`);
    });
    const watchWorkers = (page: Page): void => void page.on('worker', writeItsRefusals);
    // A context that is used again has a page already.
    context.pages().forEach(watchWorkers);
    context.on('page', watchWorkers);
    await context.addInitScript(writeRefusals);
  };

  /** Returns all complaints, also those that are on their way at this moment. */
  async all(): Promise<readonly string[]> {
    const pages = this.#contexts.flatMap((context) => context.pages());
    await Promise.all([...pages, ...pages.flatMap((page) => page.workers())].map(waitForEvents));
    return this.found;
  }
}

/**
 * Runs in each page, before the page's own scripts, and in each worker, because Chromium reports nothing of a worker's
 * refusals.
 */
function writeRefusals(): void {
  addEventListener('securitypolicyviolation', ({ effectiveDirective, blockedURI }) =>
    console.error(`refused: ${effectiveDirective} ${blockedURI}`),
  );
}

/** Makes a worker write its refusals. A worker that has ended has nothing more to report. */
const writeItsRefusals = (worker: Worker): Promise<unknown> => worker.evaluate(writeRefusals).catch(() => undefined);

/**
 * Whether a message is a complaint. Chromium writes "Failed to load" for every answer that is not 2xx, such as that for
 * a taken name.
 */
const isComplaint = (message: ConsoleMessage): boolean =>
  message.type() === 'error' && !message.text().startsWith('Failed to load resource');

/**
 * Waits for the events of a page or worker. They come in the order in which they happened, so an answer comes after all
 * of them.
 */
const waitForEvents = (speaker: Pick<Worker, 'evaluate'>): Promise<unknown> =>
  speaker.evaluate(() => undefined).catch(() => undefined);
