import { describe, expect, it } from '@jest/globals';

import { mediaType, normalContentType } from './content-type.ts';

describe('normalContentType', () => {
  it.each([
    ['Image/PNG', 'image/png'],
    ['text/plain;charset=UTF-8', 'text/plain; charset=UTF-8'],
    ['text/plain ;Charset=utf-8', 'text/plain; charset=utf-8'],
    ['multipart/x; Boundary="A;B C"', 'multipart/x; boundary="A;B C"'],
  ])('spells %j as %j', (given, normal) => {
    expect(normalContentType(given)).toBe(normal);
    expect(normalContentType(normal)).toBe(normal);
  });
});

describe('mediaType', () => {
  it('is the type without parameters, in lower case', () => {
    expect(mediaType('Text/HTML; charset=utf-8')).toBe('text/html');
  });
});
