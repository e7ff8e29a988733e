import type { Locator } from '@playwright/test';

import { expect } from '../../journey.ts';
import { Hand } from './hand.ts';
import type { Thing } from './thing.ts';

/** No page has more places than this that take the focus, so that a key that leads nowhere ends the test. */
const mostSteps = 60;

/** Uses the app with the keyboard alone. It moves the focus only by keys. */
export class Keyboard extends Hand {
  async press(...keys: readonly string[]): Promise<void> {
    for (const key of keys) await this.page.keyboard.press(key);
  }

  /** Types into a field that has the focus already, over what is selected in it. */
  async typeInto(field: Thing, text: string): Promise<void> {
    await expect(field(this.page)).toBeFocused();
    await this.page.keyboard.type(text);
  }

  /** Waits until a thing has the focus, which the app moves to it. */
  async isAt(thing: Thing): Promise<void> {
    await expect(thing(this.page)).toBeFocused();
  }

  /** Goes to a thing with Tab. */
  async tabTo(thing: Thing): Promise<void> {
    await this.#stepTo(thing(this.page), 'Tab');
  }

  /** Goes to a thing with Tab and presses Enter. */
  async enter(thing: Thing): Promise<void> {
    await this.tabTo(thing);
    await this.press('Enter');
  }

  /** Goes to a text field with Tab, unless it has the focus already, and replaces what is in it. */
  async write(field: Thing, text: string): Promise<void> {
    await this.tabTo(field);
    await this.press('Control+a');
    await this.page.keyboard.type(text);
  }

  /** Goes to an item of a list: with Tab into the list, and there with the arrow keys. */
  async reach(item: Thing): Promise<void> {
    await this.sees(item);
    await this.#stepTo(this.page.locator('[role=grid] :is([role=row][aria-rowindex], [role=gridcell])'), 'Tab');
    await this.#move('Home');
    await this.#stepTo(item(this.page), 'ArrowDown');
  }

  /** Opens the menu of the item that has the focus, and chooses in it. */
  async chooseInMenu(item: Thing): Promise<void> {
    await this.press('Shift+F10');
    await this.choose(item);
  }

  /** Goes to an item of the menu that is open with the arrow keys, and presses Enter. */
  async choose(item: Thing): Promise<void> {
    await expect(this.page.locator('[role=menu] :focus')).toBeVisible();
    await this.#stepTo(item(this.page), 'ArrowDown');
    await this.press('Enter');
  }

  /** Presses a key that moves the focus. Lists move it in the frame after the key. */
  async #move(key: 'Tab' | 'ArrowDown' | 'Home'): Promise<void> {
    await this.page.keyboard.press(key);
    if (key !== 'Tab') await this.page.evaluate(afterFrames);
  }

  async #stepTo(wanted: Locator, key: 'Tab' | 'ArrowDown'): Promise<void> {
    await expect(wanted.first()).toBeVisible();
    for (let steps = 0; steps < mostSteps; steps += 1) {
      if (await hasFocus(wanted)) return;
      await this.#move(key);
    }
    await expect(wanted).toBeFocused();
  }
}

/** Runs in the page and waits for two frames. */
const afterFrames = (): Promise<unknown> =>
  new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));

const hasFocus = (things: Locator): Promise<boolean> =>
  things.evaluateAll((elements) => elements.some((element) => element === document.activeElement));
