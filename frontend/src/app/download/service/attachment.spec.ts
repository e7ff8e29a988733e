/** @jest-environment node */
import { expect, it } from '@jest/globals';

import { attachmentHeaders } from './attachment.ts';

it.each([
  ['q3.pdf', 'q3.pdf'],
  ['it\'s "a" (1)*.txt', 'it%27s%20%22a%22%20%281%29%2A.txt'],
  ['a;b\r\nset-cookie: x', 'a%3Bb%0D%0Aset-cookie%3A%20x'],
  ['Übersicht 100%.txt', '%C3%9Cbersicht%20100%25.txt'],
  ['half \ud83d', 'half%20%EF%BF%BD'],
])('names a download %j', (name, encoded) => {
  const headers = new Headers(attachmentHeaders(name, 5));
  expect(headers.get('content-disposition')).toBe(`attachment; filename*=UTF-8''${encoded}`);
});

it('lets nothing of a file run or be guessed', () => {
  expect(attachmentHeaders('page.html', 5)).toMatchObject({
    'content-type': 'application/octet-stream',
    'content-length': '5',
    'content-security-policy': "default-src 'none'; sandbox",
    'x-content-type-options': 'nosniff',
  });
});
