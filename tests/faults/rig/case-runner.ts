import type { Browser, BrowserContext } from '@playwright/test';

import { Accounts } from '../../e2e/accounts.ts';
import { Complaints } from '../../e2e/complaints.ts';
import { playedMutant, type EngineMutant } from '../mutants/mutant.ts';
import type { FaultCase } from './fault-case.ts';
import { partAttempts } from './requests.ts';
import { Rig } from './rig.ts';
import { Scene } from './scene.ts';
import type { Played } from './table.ts';
import { problemsOf } from './verdict.ts';

const longestCaseMs = 120_000;
/** The time that a mutant's page waits, since an answer may never come. */
const mutantsWaitMs = 10_000;

/** One stack behind its proxies, which runs cases one after the other. */
export class CaseRunner {
  readonly #browser: Browser;
  readonly #rig: Rig;

  private constructor(browser: Browser, rig: Rig) {
    this.#browser = browser;
    this.#rig = rig;
  }

  /** Starts a runner. `app` is the folder of another build of the app. */
  static async open(browser: Browser, app?: { readonly folder: string }): Promise<CaseRunner> {
    return new CaseRunner(browser, await Rig.start(app && { app }));
  }

  close(): Promise<void> {
    return this.#rig.close();
  }

  /** Runs one case. With a `mutant`, the wrong behaviour that it must show ends the case as soon as it shows. */
  async play(fault: FaultCase, seed: number, mutant?: EngineMutant): Promise<Played> {
    const started = performance.now();
    const { s3, web, stack } = this.#rig;
    for (const proxy of [s3, web]) {
      proxy.clear();
      proxy.forget();
      // A case that failed may have left the proxy down.
      await proxy.up();
    }
    const account = await new Accounts(stack).create();
    const context = await this.#browser.newContext({ baseURL: stack.webUrl, viewport: { width: 1280, height: 800 } });
    const complaints = new Complaints();
    if (mutant) await playMutant(context, mutant);
    else await complaints.watch(context);
    const scene = new Scene(this.#rig, await context.newPage(), account, fault.name, seed, mutant?.wrong);
    const found: string[] = [];
    try {
      await withinTime(this.#act(fault, scene));
      found.push(...(await problemsOf(scene, fault)));
      found.push(...(await complaints.all()).filter((complaint) => !isOfTheFault(complaint)));
    } catch (error) {
      found.push(firstLines(error), `on screen: ${await onScreen(scene)}`);
    } finally {
      await context.close();
      await scene.leave();
    }
    const attempts = partAttempts(s3.exchanges);
    const seconds = (performance.now() - started) / 1000;
    return { name: fault.name, seed, problems: found, attempts, partCount: scene.partCount, seconds };
  }

  async #act(fault: FaultCase, scene: Scene): Promise<void> {
    if (fault.ownClock === true) await scene.page.clock.install();
    await scene.signIn();
    await fault.run(scene);
  }
}

async function playMutant(context: BrowserContext, { name }: EngineMutant): Promise<void> {
  context.setDefaultTimeout(mutantsWaitMs);
  await context.addInitScript((values) => Object.assign(globalThis, values), { [playedMutant]: name });
}

/** Whether a complaint follows from the fault itself: a cut or a 503 of the network has no CORS headers. */
const isOfTheFault = (complaint: string): boolean => complaint.includes('blocked by CORS policy');

async function withinTime(work: Promise<void>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(
      () => reject(new Error(`The case did not end within ${longestCaseMs / 1000} s.`)),
      longestCaseMs,
    );
  });
  try {
    await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}

const ansiColours = /\u001b\[[0-9;]*m/g;

const firstLines = (error: unknown): string =>
  String(error).replaceAll(ansiColours, '').split('\n').slice(0, 4).join(' ').slice(0, 300);

/** Resolves with what the rows of the upload and of all downloads say. */
async function onScreen({ page, row }: Scene): Promise<string> {
  const rows = row.or(page.locator('airlock-download-row'));
  return (await rows.allInnerTexts().catch(() => ['nothing'])).join(' | ').replaceAll('\n', ' ');
}
