import { describe, expect, it } from '@jest/globals';

import { markedParts } from './marked-parts.ts';
import { byRelevance } from './relevance.ts';

/** Writes the parts of a name with brackets around what is marked. */
const marked = (name: string, text: string): string =>
  markedParts(name, text)
    .map((part) => (part.isMatch ? `[${part.text}]` : part.text))
    .join('');

describe('markedParts', () => {
  it.each([
    ['q3 Übersicht.pdf', 'ubersicht', 'q3 [Übersicht].pdf'],
    ['Cre\u0300te.txt', 'crete', '[Cre\u0300te].txt'],
    ['Straße 7', 'strasse', '[Straße] 7'],
    ['İSTANBUL foto', 'foto istan', '[İSTAN]BUL [foto]'],
    ['ＡＢＣ.txt', 'b', 'Ａ[Ｂ]Ｃ.txt'],
    ['Plage 📷.heic', '📷', 'Plage [📷].heic'],
    ['<b>x</b>', 'b', '<[b]>x</b>'],
    ['nothing', 'else', 'nothing'],
    ['', 'x', ''],
  ])('marks in %j what %j finds', (name, text, expected) => {
    expect(marked(name, text)).toBe(expected);
  });
});

describe('byRelevance', () => {
  it('puts names that begin with the text first, then folders, then names in order', () => {
    const file = (name: string) => ({
      kind: 'file' as const,
      path: name,
      name,
      sizeBytes: 1,
      modifiedAt: '',
      etag: '',
    });
    const folder = (name: string) => ({ kind: 'folder' as const, path: `${name}/`, name });
    const found = [file('my Report'), folder('old reports'), file('report 10'), file('Report 2'), folder('Reports')];
    expect(byRelevance(found, 'report').map(({ name }) => name)).toEqual([
      ...['Reports', 'Report 2', 'report 10', 'old reports', 'my Report'],
    ]);
  });
});
