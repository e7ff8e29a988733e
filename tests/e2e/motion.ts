import type { Page } from '@playwright/test';

/** An animation or transition as it was seen to begin. */
interface Motion {
  /** What moves: the element's name and its classes. */
  readonly of: string;
  readonly properties: readonly string[];
  readonly durationMs: number;
  /** Whether it goes on until what it shows is over, as that of a progress bar. */
  readonly isEndless: boolean;
}

interface Recorder {
  motions?: Motion[];
}

/** Notes from now on every animation that begins in the page, also after it is loaded anew. */
export async function noteMotions(page: Page): Promise<void> {
  await page.addInitScript(record);
  await page.evaluate(record);
}

export const notedMotions = (page: Page): Promise<readonly Motion[]> =>
  page.evaluate(() => (window as Recorder).motions ?? []);

/** Runs in the page. */
function record(): void {
  const motions: Motion[] = ((window as Recorder).motions ??= []);
  const notMoved = new Set(['offset', 'computedOffset', 'easing', 'composite']);
  const note = ({ target }: Event): void => {
    if (!(target instanceof Element)) return;
    for (const { effect } of target.getAnimations({ subtree: true })) {
      if (!(effect instanceof KeyframeEffect) || !effect.target) continue;
      const { duration, iterations } = effect.getComputedTiming();
      const properties = new Set(effect.getKeyframes().flatMap((frame) => Object.keys(frame)));
      motions.push({
        of: `${effect.target.localName}.${[...effect.target.classList].join('.')}${effect.pseudoElement ?? ''}`,
        properties: [...properties].filter((name) => !notMoved.has(name)),
        durationMs: Number(duration),
        isEndless: iterations === Infinity,
      });
    }
  };
  for (const kind of ['animationstart', 'transitionrun']) addEventListener(kind, note, { capture: true });
}
