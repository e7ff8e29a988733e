import { Component, effect, ElementRef, input, output, signal, untracked, viewChild } from '@angular/core';
import { TextLayer, type PDFDocumentProxy, type PDFPageProxy } from 'pdfjs-dist';

import { previewText } from '../../text/preview-text.ts';
import { linksOf, type PdfLink } from './pdf-links.ts';

/** A sharper canvas than this takes more memory than the eye makes of it. */
const mostCanvasPixels = 6_000_000;

/** Width and height of a page, in points. */
export interface PageSize {
  readonly width: number;
  readonly height: number;
}

/** One page of a PDF: its picture, its text for selecting and for screen readers, and its links. */
@Component({
  selector: 'airlock-pdf-page',
  template: `
    <canvas #canvas aria-hidden="true"></canvas>
    <div #words class="words"></div>
    @for (link of links(); track $index) {
      <a
        target="_blank"
        rel="noopener noreferrer nofollow"
        [href]="link.href"
        [title]="link.href"
        [attr.aria-label]="link.href"
        [style.left.%]="link.left"
        [style.top.%]="link.top"
        [style.width.%]="link.width"
        [style.height.%]="link.height"
      ></a>
    }
    @if (isBroken()) {
      <p>{{ text.pageBroken }}</p>
    }
  `,
  styleUrl: './pdf-page.scss',
})
export class PdfPage {
  readonly document = input.required<PDFDocumentProxy>();
  /** Number of the page, from 1. */
  readonly number = input.required<number>();
  /** CSS pixels of a point. */
  readonly scale = input.required<number>();
  readonly measured = output<PageSize>();

  protected readonly text = previewText.pdf;
  protected readonly links = signal<readonly PdfLink[]>([]);
  protected readonly isBroken = signal(false);
  private readonly canvas = viewChild.required<ElementRef<HTMLCanvasElement>>('canvas');
  private readonly words = viewChild.required<ElementRef<HTMLElement>>('words');

  constructor() {
    effect((onCleanup) => {
      const stop = new AbortController();
      const page = this.document().getPage(this.number());
      const scale = this.scale();
      onCleanup(() => stop.abort());
      untracked(() => this.#draw(page, scale, stop.signal)).catch(() => {
        this.isBroken.set(!stop.signal.aborted);
      });
    });
  }

  async #draw(loading: Promise<PDFPageProxy>, scale: number, signal: AbortSignal): Promise<void> {
    const page = await loading;
    signal.throwIfAborted();
    signal.addEventListener('abort', () => page.cleanup());
    const { width, height } = page.getViewport({ scale: 1 });
    this.measured.emit({ width, height });
    await this.#paint(page, scale, signal);
    signal.throwIfAborted();
    await this.#write(page, scale, signal);
    const links = await linksOf(page, page.getViewport({ scale: 1 }));
    signal.throwIfAborted();
    this.links.set(links);
  }

  async #paint(page: PDFPageProxy, scale: number, signal: AbortSignal): Promise<void> {
    const plain = page.getViewport({ scale });
    const sharpness = Math.min(devicePixelRatio, Math.sqrt(mostCanvasPixels / (plain.width * plain.height)));
    const viewport = page.getViewport({ scale: scale * sharpness });
    const canvas = this.canvas().nativeElement;
    canvas.width = Math.max(1, Math.floor(viewport.width));
    canvas.height = Math.max(1, Math.floor(viewport.height));
    const task = page.render({ canvas, viewport });
    signal.addEventListener('abort', () => {
      task.cancel();
      // Frees the memory of the picture at once.
      canvas.width = canvas.height = 0;
    });
    await task.promise;
  }

  async #write(page: PDFPageProxy, scale: number, signal: AbortSignal): Promise<void> {
    const container = this.words().nativeElement;
    container.replaceChildren();
    container.style.setProperty('--total-scale-factor', String(scale));
    const layer = new TextLayer({
      textContentSource: page.streamTextContent(),
      container,
      viewport: page.getViewport({ scale }),
    });
    signal.addEventListener('abort', () => layer.cancel());
    await layer.render();
  }
}
