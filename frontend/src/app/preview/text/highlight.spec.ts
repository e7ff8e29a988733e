/** @jest-environment node */
import { describe, expect, it } from '@jest/globals';

import { highlighted } from './highlight.ts';
import { languageOf } from './language.ts';

const textOf = (spans: ReturnType<typeof highlighted>): string => spans.map(([text]) => text).join('');

describe('highlighted', () => {
  it('says what the pieces of a text are', () => {
    expect(highlighted('const a = "<b>";', 'typescript')).toContainEqual(['"<b>"', 'string']);
  });

  it.each(['typescript', 'xml', 'json', 'markdown', 'bash'])('loses no character of %s', (language) => {
    const text = '<a onclick="x">\n{"b": [1, \'c\'] } `d` # e && echo $F </a>';
    expect(textOf(highlighted(text, language))).toBe(text);
  });

  it('leaves what comes after a quarter of a megabyte as it is', () => {
    const text = 'let a = 1;\n'.repeat(40_000);
    const spans = highlighted(text, 'javascript');
    expect(textOf(spans)).toBe(text);
    expect(spans.at(-1)?.[1]).toBeUndefined();
    expect(spans.at(-1)?.[0].length).toBeGreaterThan(text.length / 4);
  });

  it.each(['ts', 'py', 'html', 'yaml', 'md'])('knows the language of .%s', (ending) => {
    expect(textOf(highlighted('a', languageOf(ending) ?? ''))).toBe('a');
  });
});
