import { expect, it, jest } from '@jest/globals';

import { unlessFilesArePasted } from './after-paste.ts';

const paste = (files: readonly unknown[]): Event => Object.assign(new Event('paste'), { clipboardData: { files } });
const turn = () => new Promise((resolve) => setTimeout(resolve));

it('acts before the key is over, for the page may be closed then', () => {
  const act = jest.fn();
  unlessFilesArePasted(window, act);
  window.dispatchEvent(paste([]));
  expect(act).toHaveBeenCalledTimes(1);
});

it('acts once, also when the browser reports nothing', async () => {
  const act = jest.fn();
  unlessFilesArePasted(window, act);
  await turn();
  window.dispatchEvent(paste([]));
  expect(act).toHaveBeenCalledTimes(1);
});

it('leaves it to the upload when the clipboard has files', async () => {
  const act = jest.fn();
  unlessFilesArePasted(window, act);
  window.dispatchEvent(paste(['picture']));
  await turn();
  expect(act).not.toHaveBeenCalled();
});
