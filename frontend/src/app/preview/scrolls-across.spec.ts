import { expect, it } from '@jest/globals';

import { scrollsAcross } from './scrolls-across.ts';

it.each([
  ['a wide table', 'auto', 900, true],
  ['a table that fits', 'auto', 300, false],
  ['the window of a picture, which hides the rest', 'hidden', 900, false],
])('says of %s whether it scrolls', (_what, overflowX, scrollWidth, scrolls) => {
  const element = document.createElement('div');
  element.style.overflowX = overflowX;
  Object.defineProperties(element, { scrollWidth: { value: scrollWidth }, clientWidth: { value: 300 } });
  expect(scrollsAcross(element)).toBe(scrolls);
});
