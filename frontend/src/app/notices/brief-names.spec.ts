/** @jest-environment node */
import { describe, expect, it } from '@jest/globals';

import { briefNames } from './brief-names.ts';

describe('briefNames', () => {
  it('cuts long names out of the middle, and keeps what is said about them', () => {
    const name = `${'a'.repeat(120)}${'b'.repeat(125)}.pdf`;
    expect(briefNames(`“${name}” deleted, “short.txt” not.`)).toBe(
      `“${'a'.repeat(20)}…${'b'.repeat(16)}.pdf” deleted, “short.txt” not.`,
    );
  });

  it.each(['“short.txt” deleted', 'long words '.repeat(30), `“${'x'.repeat(48)}”`])(
    'leaves %j as it is',
    (sentence) => {
      expect(briefNames(sentence)).toBe(sentence);
    },
  );

  it('takes what stands between the first opening mark and the next closing one for a name', () => {
    const name = `my “best” ${'x'.repeat(60)}`;
    expect(briefNames(`“${name}” ”“`)).toBe(`“my “best” ${'x'.repeat(60)}” ”“`);
    expect(briefNames(`“${'“'.repeat(60)}”`)).toBe(`“${'“'.repeat(20)}…${'“'.repeat(20)}”`);
  });

  it('does not cut a letter in two', () => {
    const family = '\u{1f468}\u200d\u{1f469}\u200d\u{1f467}';
    expect(briefNames(`“${family.repeat(60)}”`)).toBe(`“${family.repeat(20)}…${family.repeat(20)}”`);
  });
});
