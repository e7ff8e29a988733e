/** @jest-environment node */
import { describe, expect, it } from '@jest/globals';

import { blocksOf, mostRows, rowsOf } from './rows.ts';

describe('rows of a text', () => {
  it('are its lines, whatever ends them', () => {
    expect(rowsOf([['a\r\nb\rc\n']])).toEqual([
      { line: 1, spans: [['a']] },
      { line: 2, spans: [['b']] },
      { line: 3, spans: [['c']] },
      { line: 4, spans: [] },
    ]);
  });

  it('keep what each piece is, also over the end of a line', () => {
    expect(rowsOf([['if', 'keyword'], [' /* a'], ['b\nc', 'comment']])).toEqual([
      { line: 1, spans: [['if', 'keyword'], [' /* a'], ['b', 'comment']] },
      { line: 2, spans: [['c', 'comment']] },
    ]);
  });

  it('cut a long line, and never within a character', () => {
    const rows = rowsOf([[`${'x'.repeat(999)}😀${'y'.repeat(1_500)}\nz`]]);
    expect(rows.map(({ line }) => line)).toEqual([1, undefined, undefined, 2]);
    expect(rows[0]?.spans[0]?.[0].endsWith('😀')).toBe(true);
    expect(rows.flatMap(({ spans }) => spans.map(([text]) => text)).join('')).toHaveLength(999 + 2 + 1_500 + 1);
  });

  it('end after a number that a page can show', () => {
    expect(rowsOf([['\n'.repeat(mostRows * 2)]])).toHaveLength(mostRows);
    expect(rowsOf([['x'.repeat(1_000 * mostRows * 2)]])).toHaveLength(mostRows);
  });

  it('are grouped for drawing', () => {
    expect(blocksOf(rowsOf([['\n'.repeat(100)]])).map((block) => block.length)).toEqual([50, 50, 1]);
  });
});
