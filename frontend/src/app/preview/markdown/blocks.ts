/** A piece of a paragraph. Nothing in it is markup of the file: texts are shown as text. */
export type Inline =
  | { readonly kind: 'text' | 'code'; readonly text: string }
  | { readonly kind: 'strong' | 'em' | 'del'; readonly inlines: readonly Inline[] }
  /** `href` is an address that may be opened: of the web, or a mail address. */
  | { readonly kind: 'link'; readonly href: string; readonly inlines: readonly Inline[] }
  /** A picture is never loaded: that would tell its server who reads the file. */
  | { readonly kind: 'picture'; readonly href: string | undefined; readonly text: string }
  | { readonly kind: 'break' };

export interface ListItem {
  /** Whether the box of a task is ticked; undefined for an item without a box. */
  readonly checked: boolean | undefined;
  readonly blocks: readonly Block[];
}

/** A block of a Markdown file. */
export type Block =
  | { readonly kind: 'heading'; readonly depth: number; readonly inlines: readonly Inline[] }
  | { readonly kind: 'paragraph'; readonly inlines: readonly Inline[] }
  /** Code, and also markup of the file, which is shown as its source. */
  | { readonly kind: 'code'; readonly text: string }
  | { readonly kind: 'quote'; readonly blocks: readonly Block[] }
  | { readonly kind: 'list'; readonly start: number | undefined; readonly items: readonly ListItem[] }
  | { readonly kind: 'table'; readonly head: readonly Cell[]; readonly rows: readonly (readonly Cell[])[] }
  | { readonly kind: 'rule' };

export type Cell = readonly Inline[];
