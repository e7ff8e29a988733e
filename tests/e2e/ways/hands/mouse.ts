import { Pointer } from './hand.ts';
import type { Thing } from './thing.ts';

/** Uses the app with a mouse, and with keys only in text fields. */
export class Mouse extends Pointer {
  async press(thing: Thing): Promise<void> {
    await thing(this.page).click();
  }

  async pressTwice(thing: Thing): Promise<void> {
    await thing(this.page).dblclick();
  }

  /** Opens the context menu of a thing. */
  async pressRight(thing: Thing): Promise<void> {
    await thing(this.page).click({ button: 'right' });
  }

  async drag(thing: Thing, onto: Thing): Promise<void> {
    await thing(this.page).dragTo(onto(this.page));
  }
}
