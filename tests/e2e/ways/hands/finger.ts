import type { CDPSession } from '@playwright/test';

import { expect } from '../../journey.ts';
import { Pointer } from './hand.ts';
import type { Thing } from './thing.ts';

/** Uses the app with a finger on a phone, whose keyboard is on the screen while the caret is in a text field. */
export class Finger extends Pointer {
  #protocol: Promise<CDPSession> | undefined;

  async press(thing: Thing): Promise<void> {
    await thing(this.page).tap();
  }

  /** Rests on an item of a list until the item is selected. */
  async rest(item: Thing): Promise<void> {
    const box = await item(this.page).boundingBox();
    if (!box) throw new Error('There is nothing under the finger.');
    const at = { x: box.x + box.width / 2, y: box.y + box.height / 2 };
    await this.#touch({ type: 'touchStart', touchPoints: [at] });
    await expect(item(this.page)).toHaveAttribute('aria-selected', 'true');
    await this.#touch({ type: 'touchEnd', touchPoints: [] });
  }

  /** Swipes from the right to the left over the middle of the screen. */
  async swipeLeft(): Promise<void> {
    const { width, height } = this.page.viewportSize() ?? { width: 0, height: 0 };
    const at = (part: number) => [{ x: width * part, y: height / 2 }];
    await this.#touch({ type: 'touchStart', touchPoints: at(0.9) });
    for (const part of [0.75, 0.6, 0.45, 0.3]) await this.#touch({ type: 'touchMove', touchPoints: at(part) });
    await this.#touch({ type: 'touchEnd', touchPoints: [] });
  }

  /** A finger that one session has put down is lifted by the same one. */
  async #touch(event: TouchEvent): Promise<void> {
    this.#protocol ??= this.page.context().newCDPSession(this.page);
    await (await this.#protocol).send('Input.dispatchTouchEvent', event);
  }
}

interface TouchEvent {
  readonly type: 'touchStart' | 'touchMove' | 'touchEnd';
  readonly touchPoints: { x: number; y: number }[];
}
