import { afterEach, beforeEach, expect, it, jest } from '@jest/globals';

import { button, file, open, page, prepareFilesPage, settle } from './testing/files-page-driver.ts';

let width: number;
beforeEach(() => {
  prepareFilesPage();
  width = 1_000;
  jest.spyOn(HTMLElement.prototype, 'clientWidth', 'get').mockImplementation(() => width);
  // jsdom has no layout, and so no scrolling.
  Object.assign(Element.prototype, { scrollTo: jest.fn() });
  // It tells of nothing, as in the frame in which the width changes.
  Object.assign(globalThis, {
    ResizeObserver: class {
      observe = jest.fn();
      disconnect = jest.fn();
    },
  });
});
afterEach(() => {
  Reflect.deleteProperty(globalThis, 'ResizeObserver');
  Reflect.deleteProperty(Element.prototype, 'scrollTo');
});

const tile = (name: string) =>
  Array.from(page.querySelectorAll<HTMLElement>('[role=gridcell][data-index]')).find((it) =>
    it.textContent.includes(name),
  )!;
const press = (key: string) =>
  document.activeElement?.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }));

it('moves a key in the lines of the width that it has now', async () => {
  await open({ folders: [], files: ['a', 'b', 'c', 'd', 'e', 'f', 'g'].map((name) => file(name)) });
  button('Show as a grid').click();
  await settle();
  tile('a').focus();
  press('ArrowDown');
  await settle();
  expect(document.activeElement).toBe(tile('f'));
  press('Home');
  await settle();
  width = 400;
  press('ArrowDown');
  await settle();
  expect(document.activeElement).toBe(tile('c'));
});
