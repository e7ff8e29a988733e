import type { Browser } from '@playwright/test';

import { Accounts } from '../../accounts.ts';
import type { FaultCase } from './fault-case.ts';
import { partAttempts } from './requests.ts';
import { Rig } from './rig.ts';
import { Scene } from './scene.ts';
import type { Played } from './table.ts';
import { wrongs } from './verdict.ts';

const longestCaseMs = 120_000;

/** One stack behind its proxies, on which cases are played one after the other. */
export class Lane {
  readonly #browser: Browser;
  readonly #rig: Rig;

  private constructor(browser: Browser, rig: Rig) {
    this.#browser = browser;
    this.#rig = rig;
  }

  static async open(browser: Browser): Promise<Lane> {
    return new Lane(browser, await Rig.start());
  }

  close(): Promise<void> {
    return this.#rig.close();
  }

  async play(fault: FaultCase, seed: number): Promise<Played> {
    const started = performance.now();
    const { s3, web, stack } = this.#rig;
    for (const proxy of [s3, web]) {
      proxy.clear();
      proxy.forget();
    }
    const account = await new Accounts(stack).create();
    const context = await this.#browser.newContext({ baseURL: stack.webUrl, viewport: { width: 1280, height: 800 } });
    const scene = new Scene(this.#rig, await context.newPage(), account, fault.name, seed);
    const found: string[] = [];
    try {
      await withinTime(this.#act(fault, scene));
      found.push(...(await wrongs(scene, fault.outcome)));
    } catch (error) {
      found.push(firstLines(error), `on screen: ${await onScreen(scene)}`);
    } finally {
      await context.close();
      await scene.leave();
    }
    const attempts = partAttempts(s3.exchanges);
    const seconds = (performance.now() - started) / 1000;
    return { name: fault.name, seed, wrongs: found, attempts, partCount: scene.partCount, seconds };
  }

  async #act(fault: FaultCase, scene: Scene): Promise<void> {
    if (fault.ownClock === true) await scene.page.clock.install();
    await scene.signIn();
    await fault.run(scene);
  }
}

async function withinTime(work: Promise<void>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`Not over after ${longestCaseMs / 1000} s.`)), longestCaseMs);
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

const onScreen = async ({ row }: Scene): Promise<string> =>
  (await row.allInnerTexts().catch(() => ['nothing'])).join(' | ').replaceAll('\n', ' ');
