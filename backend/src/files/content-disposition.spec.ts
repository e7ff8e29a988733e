import { describe, expect, it } from '@jest/globals';
import { anyCharacter } from '@airlock/contract/testing/any-character.ts';
import fc from 'fast-check';

import { contentDisposition } from './content-disposition.ts';

describe('contentDisposition', () => {
  it.each([
    ['q3.pdf', `attachment; filename="q3.pdf"; filename*=UTF-8''q3.pdf`],
    [
      '日本語 😀.txt',
      `attachment; filename="___ _.txt"; filename*=UTF-8''%E6%97%A5%E6%9C%AC%E8%AA%9E%20%F0%9F%98%80.txt`,
    ],
    [`it's "a" b.txt`, `attachment; filename="it's _a_ b.txt"; filename*=UTF-8''it%27s%20%22a%22%20b.txt`],
    ['100%(1)*.txt', `attachment; filename="100_(1)*.txt"; filename*=UTF-8''100%25%281%29%2A.txt`],
  ])('names %j', (name, header) => {
    expect(contentDisposition('attachment', name)).toBe(header);
  });

  it('returns a header value with two parameters, whatever the name is', () => {
    fc.assert(
      fc.property(fc.string({ unit: anyCharacter, maxLength: 40 }), (name) => {
        fc.pre(name.isWellFormed());
        const header = contentDisposition('inline', name);
        // RFC 6266 and 8187: a quoted string without escapes, and attr-char or percent-encoded bytes.
        expect(header).toMatch(
          /^inline; filename="[\x20-\x21\x23-\x5b\x5d-\x7e]*"; filename\*=UTF-8''(?:[\w!#$&+.^`|~-]|%[0-9A-F]{2})*$/,
        );
        expect(decodeURIComponent(header.slice(header.indexOf("''") + 2))).toBe(name);
      }),
    );
  });
});
