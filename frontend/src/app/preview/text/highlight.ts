import { common, createLowlight } from 'lowlight';

import type { Span } from './rows.ts';

/** Only so much is highlighted: the tree of a megabyte of code takes more memory than everything else in the page. */
const mostLength = 256 * 1024;
/** A tree that is deeper is not walked any further. No language of the library comes close. */
const mostDepth = 64;

const lowlight = createLowlight(common);

interface Node {
  readonly type: string;
  readonly value?: string;
  readonly properties?: { readonly className?: unknown };
  readonly children?: readonly Node[];
}

/** Returns the text as spans, each with what it is in the language. */
export function highlighted(text: string, language: string): readonly Span[] {
  const cut = text.length > mostLength ? text.lastIndexOf('\n', mostLength) + 1 || mostLength : text.length;
  const spans: Span[] = [];
  collect(lowlight.highlight(language, text.slice(0, cut)), undefined, spans, 0);
  if (cut < text.length) spans.push([text.slice(cut)]);
  return spans;
}

function collect(
  { type, value = '', properties, children = [] }: Node,
  kind: string | undefined,
  into: Span[],
  depth: number,
): void {
  if (type === 'text') into.push(kind === undefined ? [value] : [value, kind]);
  if (depth > mostDepth) return;
  const own = kindOf(properties?.className) ?? kind;
  for (const child of children) collect(child, own, into, depth + 1);
}

/** Returns `keyword` for the class `hljs-keyword`. The classes are those of the library's grammars, never of the file. */
function kindOf(classes: unknown): string | undefined {
  const [first] = Array.isArray(classes) ? (classes as unknown[]) : [];
  return typeof first === 'string' && first.startsWith('hljs-') ? first.slice('hljs-'.length) : undefined;
}
