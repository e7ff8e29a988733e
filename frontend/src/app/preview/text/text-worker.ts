import { encodingOf } from '../../contents/text-encoding.ts';
import { blocksOfMarkdown } from '../markdown/blocks-of-markdown.ts';
import { highlighted } from './highlight.ts';
import { blocksOf, mostRows, rowsOf, type Span } from './rows.ts';
import type { TextAnswer, TextOrder } from './text-messages.ts';

/** Number of groups in one message, so that the page never has to take in much at once. */
const inMessage = 10;

const answer = (message: TextAnswer): void => postMessage(message);

addEventListener('message', ({ data }: MessageEvent<TextOrder>) => {
  const text = decoded(data);
  const isCut = sendRows([[text]]);
  if (data.isMarkdown) sendAll(blocksOfMarkdown(text), (at, blocks) => answer({ kind: 'markdown', at, blocks }));
  if (data.language !== undefined) sendRows(highlighted(text, data.language));
  answer({ kind: 'done', isCut });
});

function decoded({ bytes, goesOn }: TextOrder): string {
  const all = new Uint8Array(bytes);
  const text = new TextDecoder(encodingOf(all, goesOn)).decode(all, { stream: goesOn });
  // A file may have zero bytes and others that no font shows after its head.
  return text.replaceAll('\0', '\uFFFD');
}

/** Returns whether the text has more rows than are shown. */
function sendRows(spans: readonly Span[]): boolean {
  const rows = rowsOf(spans);
  sendAll(blocksOf(rows), (at, blocks) => answer({ kind: 'rows', at, blocks }));
  return rows.length === mostRows;
}

function sendAll<T>(all: readonly T[], send: (at: number, some: readonly T[]) => void): void {
  for (let at = 0; at < all.length; at += inMessage) send(at, all.slice(at, at + inMessage));
}
