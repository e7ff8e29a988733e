import { Lexer, type Token, type Tokens } from 'marked';

import type { Block, Inline, ListItem } from './blocks.ts';
import { withoutEntities } from './entities.ts';
import { safeAddress } from './safe-address.ts';

/** What is nested deeper is shown as text: a file of a thousand quotation marks would make the page as deep. */
const mostDepth = 12;

/** Blocks that are formatted; what comes after them is shown as its source. Each is observed while the page scrolls. */
const mostBlocks = 5_000;
/** A block is drawn at once. One of more pieces, such as words or cells, would stop the page, and is shown as its source. */
const mostPieces = 20_000;

/**
 * Returns the blocks of a Markdown file. Of the library only the lexer is used, which makes no markup. What is markup in the
 * file becomes a text. Returns one block of text when the lexer gives up.
 */
export function blocksOfMarkdown(text: string): readonly Block[] {
  try {
    const tokens = new Lexer({ gfm: true }).lex(text);
    const rest = tokens.slice(mostBlocks).map(({ raw }) => raw);
    const blocks = tokens.slice(0, mostBlocks).flatMap((token) => drawableOf(token));
    return rest.length === 0 ? blocks : [...blocks, { kind: 'code', text: rest.join('').trim() }];
  } catch {
    return [{ kind: 'code', text }];
  }
}

function drawableOf(token: Token): readonly Block[] {
  const blocks = blocksOf([token], 0);
  return piecesOf(blocks) > mostPieces ? [{ kind: 'code', text: token.raw.trimEnd() }] : blocks;
}

/** Counts the objects in a value: each makes an element of the page. */
function piecesOf(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 0;
  return Object.values(value).reduce((sum: number, it) => sum + piecesOf(it), 1);
}

const blocksOf = (tokens: readonly Token[], depth: number): readonly Block[] =>
  tokens.flatMap((token) => blockOf(token as Tokens.Generic, depth));

function blockOf(given: Tokens.Generic, depth: number): readonly Block[] {
  if (depth > mostDepth) return [{ kind: 'code', text: given.raw }];
  // The types of the library leave `type` of unknown extensions open; here are none.
  const token = given as MarkedBlock;
  switch (token.type) {
    case 'space':
    case 'def':
      return [];
    case 'heading':
      return [{ kind: 'heading', depth: token.depth, inlines: inlinesOf(token.tokens, depth) }];
    case 'paragraph':
      return [{ kind: 'paragraph', inlines: inlinesOf(token.tokens, depth) }];
    case 'text':
      return [{ kind: 'paragraph', inlines: token.tokens ? inlinesOf(token.tokens, depth) : plain(token.text) }];
    case 'code':
      return [{ kind: 'code', text: token.text }];
    case 'hr':
      return [{ kind: 'rule' }];
    case 'blockquote':
      return [{ kind: 'quote', blocks: blocksOf(token.tokens, depth + 1) }];
    case 'list':
      return [{ kind: 'list', start: startOf(token), items: token.items.map((item) => itemOf(item, depth)) }];
    case 'table':
      return [tableOf(token, depth)];
    default:
      return [{ kind: 'code', text: given.raw.trimEnd() }];
  }
}

type MarkedBlock =
  | Tokens.Space
  | Tokens.Def
  | Tokens.Heading
  | Tokens.Paragraph
  | Tokens.Text
  | Tokens.Code
  | Tokens.Hr
  | Tokens.Blockquote
  | Tokens.List
  | Tokens.Table;

const startOf = ({ ordered, start }: Tokens.List): number | undefined => (ordered ? Number(start) || 0 : undefined);

const itemOf = ({ task, checked, tokens }: Tokens.ListItem, depth: number): ListItem => ({
  checked: task ? checked === true : undefined,
  // The box itself is not a block.
  blocks: blocksOf(
    tokens.filter(({ type }) => type !== 'checkbox'),
    depth + 1,
  ),
});

const tableOf = ({ header, rows }: Tokens.Table, depth: number): Block => ({
  kind: 'table',
  head: header.map(({ tokens }) => inlinesOf(tokens, depth)),
  rows: rows.map((cells) => cells.map(({ tokens }) => inlinesOf(tokens, depth))),
});

const plain = (text: string): readonly Inline[] => [{ kind: 'text', text: withoutEntities(text) }];

const inlinesOf = (tokens: readonly Token[], depth: number): readonly Inline[] =>
  tokens.flatMap((token) => inlineOf(token as Tokens.Generic, depth));

function inlineOf(given: Tokens.Generic, depth: number): readonly Inline[] {
  if (depth > mostDepth) return plain(given.raw);
  const token = given as MarkedInline;
  switch (token.type) {
    case 'strong':
    case 'em':
    case 'del':
      return [{ kind: token.type, inlines: inlinesOf(token.tokens, depth + 1) }];
    case 'codespan':
      return [{ kind: 'code', text: token.text }];
    case 'br':
      return [{ kind: 'break' }];
    case 'link':
      return linkOf(token, depth);
    case 'image':
      return [{ kind: 'picture', href: safeAddress(withoutEntities(token.href)), text: withoutEntities(token.text) }];
    case 'text':
      return token.tokens ? inlinesOf(token.tokens, depth + 1) : plain(token.text);
    case 'escape':
      return [{ kind: 'text', text: token.text }];
    case 'checkbox':
      return [];
    default:
      return [{ kind: 'text', text: given.raw }];
  }
}

type MarkedInline =
  | Tokens.Strong
  | Tokens.Em
  | Tokens.Del
  | Tokens.Codespan
  | Tokens.Br
  | Tokens.Link
  | Tokens.Image
  | Tokens.Text
  | Tokens.Escape
  | Tokens.Checkbox;

function linkOf({ href, tokens }: Tokens.Link, depth: number): readonly Inline[] {
  const inlines = inlinesOf(tokens, depth + 1);
  const address = safeAddress(withoutEntities(href));
  return address === undefined ? inlines : [{ kind: 'link', href: address, inlines }];
}
