/** @jest-environment node */
import { describe, expect, it } from '@jest/globals';

import { blocksOfMarkdown } from './blocks-of-markdown.ts';
import { safeAddress } from './safe-address.ts';

/** Returns all values of the properties with this name, at any depth. */
function all(name: string, value: unknown): unknown[] {
  if (typeof value !== 'object' || value === null) return [];
  const properties: [string, unknown][] = Object.entries(value);
  return properties.flatMap(([key, it]) => (key === name ? [it] : all(name, it)));
}

describe('blocksOfMarkdown', () => {
  it('shows as source what has more parts than a page can draw', () => {
    for (const huge of ['*a* '.repeat(30_000), `| a |\n|---|\n${'| 1 |\n'.repeat(30_000)}`]) {
      expect(blocksOfMarkdown(`# Title\n\n${huge}`)).toEqual([
        expect.objectContaining({ kind: 'heading' }),
        { kind: 'code', text: huge.trimEnd() },
      ]);
    }
    const blocks = blocksOfMarkdown('a\n\n'.repeat(10_000));
    expect(blocks.filter(({ kind }) => kind === 'code')).toHaveLength(1);
    expect(blocks.length).toBeLessThanOrEqual(5_001);
    expect(JSON.stringify(blocks).match(/a/g)?.length).toBeGreaterThan(10_000);
  });

  it('makes blocks of headings, paragraphs, lists, tables and code', () => {
    const blocks = blocksOfMarkdown(
      '# A *b*\n\nText &amp; more  \nnext\n\n1. one\n\n- [x] done\n\n| a |\n|---|\n| 1 |\n\n```\nx < y\n```\n\n> q\n\n---\n',
    );
    expect(blocks.map(({ kind }) => kind)).toEqual([
      'heading',
      'paragraph',
      'list',
      'list',
      'table',
      'code',
      'quote',
      'rule',
    ]);
    expect(all('text', blocks)).toEqual(expect.arrayContaining(['Text & more', 'x < y', 'q']));
    expect(all('checked', blocks)).toContain(true);
  });

  it('makes text of markup', () => {
    const blocks = blocksOfMarkdown('<script>x</script>\n\na <b onclick="x">b</b>');
    expect(blocks[0]).toEqual({ kind: 'code', text: '<script>x</script>' });
    expect(all('text', blocks[1])).toContain('<b onclick="x">');
  });

  it.each([
    'javascript:x',
    'JaVaScRiPt:x',
    '&#106;avascript:x',
    ' javascript:x',
    'data:text/html,x',
    'vbscript:x',
    'file:///etc/passwd',
    '/api/files',
    '//stranger.invalid/',
    '#here',
    'blob:https://a/b',
  ])('makes no link to %s', (address) => {
    expect(all('href', blocksOfMarkdown(`[a](<${address}>) <${address}>`))).toEqual([]);
    expect(safeAddress(address)).toBeUndefined();
  });

  it.each(['https://example.com/', 'http://example.com/', 'mailto:a@example.com'])('makes a link to %s', (address) => {
    expect(all('href', blocksOfMarkdown(`[a](${address})`))).toEqual([address]);
  });

  it('makes a link of a picture, and never a picture', () => {
    expect(all('href', blocksOfMarkdown('![a](https://example.com/b.png)'))).toEqual(['https://example.com/b.png']);
    expect(all('kind', blocksOfMarkdown('![a](javascript:x)'))).toEqual(['paragraph', 'picture']);
    expect(all('href', blocksOfMarkdown('![a](javascript:x)'))).toEqual([undefined]);
  });

  it.each(['> ', '- ', '**a '])('is no deeper than a page can draw, for a thousand times %j', (mark) => {
    const depth = (value: unknown): number =>
      typeof value === 'object' && value !== null ? 1 + Math.max(0, ...Object.values(value).map(depth)) : 0;
    expect(depth(blocksOfMarkdown(`${mark.repeat(1_000)}end`))).toBeLessThan(80);
  });
});
