import type { Block } from '../markdown/blocks.ts';
import type { Row } from './rows.ts';

/** What the page asks its worker to do with the bytes of a text. */
export interface TextOrder {
  readonly bytes: ArrayBuffer;
  /** Whether the file has more bytes than these, so that they may end within a character. */
  readonly goesOn: boolean;
  /** Language of the text; undefined for plain text. */
  readonly language: string | undefined;
  readonly isMarkdown: boolean;
}

/**
 * What the worker answers, in this order: the rows in groups, the same rows again once they have been highlighted, and the
 * blocks of a Markdown file.
 */
export type TextAnswer =
  | { readonly kind: 'rows'; readonly at: number; readonly blocks: readonly (readonly Row[])[] }
  | { readonly kind: 'markdown'; readonly at: number; readonly blocks: readonly Block[] }
  | { readonly kind: 'done'; readonly isCut: boolean };
