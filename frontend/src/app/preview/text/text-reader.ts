import { inject, Injectable, signal, DestroyRef } from '@angular/core';

import { ScriptAddress as Worker } from '../../transfer/browser/script-address.ts';
import type { Block } from '../markdown/blocks.ts';
import type { Row } from './rows.ts';
import type { TextAnswer, TextOrder } from './text-messages.ts';

const script = () => new Worker(new URL('./text-worker', import.meta.url)).trusted;

const start = () => new globalThis.Worker(script(), { type: 'module' });

/** Colours that take longer than this are given up: patterns of a language can take for ever on a text that is made for it. */
const patienceMs = 10_000;

/** Reads bytes as text, in a worker, so that the page stays quick whatever the text is. */
@Injectable()
export class TextReader {
  readonly rows = signal<readonly (readonly Row[])[]>([]);
  readonly markdown = signal<readonly Block[]>([]);
  readonly isCut = signal(false);
  /** Whether all that can be had of the text is there. */
  readonly isDone = signal(false);
  #worker: globalThis.Worker | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor() {
    inject(DestroyRef).onDestroy(() => this.close());
  }

  /** Calls `failed` when no worker can run. */
  read(order: TextOrder, failed: () => void): void {
    this.close();
    const worker = (this.#worker = start());
    worker.addEventListener('message', ({ data }: MessageEvent<TextAnswer>) => this.#hear(data));
    worker.addEventListener('error', () => this.#giveUp(failed));
    worker.postMessage(order, [order.bytes]);
    this.#timer = setTimeout(() => this.#giveUp(failed), patienceMs);
  }

  close(): void {
    clearTimeout(this.#timer);
    this.#worker?.terminate();
    this.#worker = undefined;
    this.rows.set([]);
    this.markdown.set([]);
    this.isCut.set(false);
    this.isDone.set(false);
  }

  #hear(answer: TextAnswer): void {
    if (answer.kind === 'rows') this.rows.update((all) => replaced(all, answer.at, answer.blocks));
    else if (answer.kind === 'markdown') this.markdown.update((all) => replaced(all, answer.at, answer.blocks));
    else this.#end(answer.isCut);
  }

  #end(isCut: boolean): void {
    clearTimeout(this.#timer);
    this.#worker?.terminate();
    this.#worker = undefined;
    this.isCut.set(isCut);
    this.isDone.set(true);
  }

  /** What is there already stays. */
  #giveUp(failed: () => void): void {
    this.#end(false);
    if (this.rows().length === 0) failed();
  }
}

function replaced<T>(all: readonly T[], at: number, by: readonly T[]): readonly T[] {
  return [...all.slice(0, at), ...by, ...all.slice(at + by.length)];
}
