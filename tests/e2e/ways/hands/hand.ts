import type { Page } from '@playwright/test';

import { expect } from '../../journey.ts';
import type { Thing } from './thing.ts';

/** What a person has in front of them, whatever they use: they see things and wait for them. */
export abstract class Hand {
  protected readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  /** Waits until a thing is on the screen, as a person does before the next step. */
  async sees(thing: Thing): Promise<void> {
    await expect(thing(this.page)).toBeVisible();
  }

  /** Makes sure that a thing is not offered. */
  async lacks(thing: Thing): Promise<void> {
    await expect(thing(this.page)).toHaveCount(0);
  }
}

/** A hand that points at things: with a mouse, or with a finger. */
export abstract class Pointer extends Hand {
  /** Clicks or taps a thing. */
  abstract press(thing: Thing): Promise<void>;

  /** Puts the caret into a text field and replaces what is in it. A phone has a keyboard on its screen for that. */
  async write(field: Thing, text: string): Promise<void> {
    await this.press(field);
    await expect(field(this.page)).toBeFocused();
    await field(this.page).fill(text);
  }
}
