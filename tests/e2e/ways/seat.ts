import type { Browser, BrowserContextOptions, Download, Page } from '@playwright/test';

import type { Account } from '../accounts.ts';
import { expectAccessibleAsItIs } from '../accessible.ts';
import { Complaints } from '../complaints.ts';
import { answerFolderDialog } from '../disk-folder.ts';
import { expect, payload, signIn } from '../journey.ts';
import type { StackDescription } from '../stack.ts';
import { authorizationOf } from '../stored-files.ts';
import type { Action, Hands } from './action.ts';
import { Finger } from './hands/finger.ts';
import { allowed, noteInputs, usedInputs, type Way } from './hands/inputs.ts';
import { Keyboard } from './hands/keyboard.ts';
import { Mouse } from './hands/mouse.ts';
import { Place, Storage } from './place.ts';

/** The folder on the disk that a person chooses when they are asked for one. */
export const diskFolder = 'disk';

const desk: BrowserContextOptions = { viewport: { width: 1280, height: 800 } };
const phone: BrowserContextOptions = { viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true };
const devices: Readonly<Record<Way, BrowserContextOptions>> = { mouse: desk, touch: phone, keyboard: desk };

/** The device of a way, with somebody who is signed in and stays there for all tests of that way. */
export class Seat {
  readonly complaints: Complaints;
  readonly hands: Hands;
  readonly #way: Way;
  readonly #page: Page;
  readonly #storage: Storage;
  #downloads: Download[] = [];
  #changes: string[] = [];
  #placeCount = 0;

  private constructor(way: Way, page: Page, complaints: Complaints, storage: Storage) {
    this.#way = way;
    this.#page = page;
    this.#storage = storage;
    this.complaints = complaints;
    this.hands = { mouse: new Mouse(page), touch: new Finger(page), keyboard: new Keyboard(page) };
    page.on('download', (download) => this.#downloads.push(download));
    page.on('request', (request) => {
      const { pathname } = new URL(request.url());
      if (/^\/api\/files\/(delete|move|copy|restore|purge)$/.test(pathname)) this.#changes.push(pathname);
    });
    // The dialog of the system is answered as soon as it opens.
    page.on('filechooser', (chooser) => void chooser.setFiles(payload('new.txt', Buffer.from('from this device'))));
  }

  static async take(way: Way, browser: Browser, stack: StackDescription, account: Account): Promise<Seat> {
    const context = await browser.newContext({
      ...devices[way],
      baseURL: stack.webUrl,
      locale: 'en-GB',
      // An animation draws the page sixty times a second.
      reducedMotion: 'reduce',
    });
    const complaints = new Complaints();
    await complaints.watch(context);
    await context.addInitScript(noteInputs);
    // Playwright can answer the dialog of an <input>, but not that of showOpenFilePicker, which the app prefers.
    await context.addInitScript(() => void Reflect.deleteProperty(window, 'showOpenFilePicker'));
    const page = await context.newPage();
    await answerFolderDialog(page, diskFolder);
    await signIn(page, account);
    return new Seat(way, page, complaints, new Storage(stack, await authorizationOf(page), page));
  }

  /** Does an action in a fresh folder, with what the gestures of one way do, and checks what came of it. */
  async perform({ files, before, begins, outcome }: Omit<Action, 'by'>, gestures: () => Promise<void>): Promise<void> {
    const place = new Place(this.#storage, `${this.#way}-${(this.#placeCount += 1)}`);
    await place.store(files);
    await before?.(place);
    await this.#open(begins === undefined ? place.folder : `${place.folder}/${begins}`);
    await gestures();
    // The next document knows nothing of the inputs of this one.
    for (const input of await usedInputs(this.#page)) expect(allowed[this.#way]).toContain(input);
    await outcome({ page: this.#page, place, downloads: this.#downloads, changes: this.#changes });
    await expectAccessibleAsItIs(this.#page);
    expect(await this.#page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
  }

  async leave(): Promise<void> {
    await this.#page.context().close();
  }

  /** Loads the page anew with a folder on it, as it is before anybody has chosen an order, a view or an appearance. */
  async #open(folder: string): Promise<void> {
    this.#downloads = [];
    this.#changes = [];
    await this.#page.evaluate(() => {
      const choices = Object.keys(localStorage).filter((key) => /^airlock\.(files|theme)/.test(key));
      for (const key of choices) localStorage.removeItem(key);
    });
    await this.#page.goto(`/files?folder=${encodeURIComponent(folder)}`);
    const name = folder.split('/').at(-1) ?? '';
    await expect(this.#page.getByRole('heading', { name, exact: true })).toBeVisible();
    await expect(this.#page.getByText('Loading files')).toHaveCount(0);
  }
}
