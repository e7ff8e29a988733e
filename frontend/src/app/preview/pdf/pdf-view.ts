import { Component, computed, effect, ElementRef, input, signal, untracked, viewChild } from '@angular/core';
import { MatIconButton } from '@angular/material/button';
import type { PDFDocumentProxy } from 'pdfjs-dist';

import { Icon } from '../../icons/icon.ts';
import { previewText } from '../../text/preview-text.ts';
import { ContentFailure } from '../../contents/content-failure.ts';
import { LoadingView } from '../loading-view.ts';
import { Near } from '../near.ts';
import type { OpenedFile, PreviewFailure } from '../preview-content.ts';
import { openPdf } from './pdf-document.ts';
import { PdfPage, type PageSize } from './pdf-page.ts';

/** A document of more pages is shown up to here. */
const mostPages = 2_000;
const margin = 16;
const zooms = [0.5, 0.75, 1, 1.25, 1.5, 2, 3, 4];
/** CSS pixels of a point at the actual size. */
const pixelsPerPoint = 96 / 72;
const widestPage = 900;
/** A4, until the first page says otherwise. */
const usualSize: PageSize = { width: 595, height: 842 };

/** Shows the pages of a PDF below each other; only those near are drawn. */
@Component({
  selector: 'airlock-pdf-view',
  imports: [Icon, LoadingView, MatIconButton, Near, PdfPage],
  templateUrl: './pdf-view.html',
  styleUrl: './pdf-view.scss',
  host: { '(window:resize)': 'measure()' },
})
export class PdfView {
  readonly opened = input.required<OpenedFile>();
  readonly failed = input.required<(failure: PreviewFailure) => void>();

  protected readonly text = previewText;
  protected readonly document = signal<PDFDocumentProxy | undefined>(undefined);
  protected readonly pages = computed(() =>
    Array.from({ length: Math.min(mostPages, this.document()?.numPages ?? 0) }, (_, index) => index + 1),
  );
  protected readonly isCut = computed(() => (this.document()?.numPages ?? 0) > mostPages);
  /** Number of the page in the middle of the window. */
  protected readonly current = signal(1);
  protected readonly percent = computed(() => previewText.zoom.now(Math.round(this.zoom() * 100)));
  /** 1 when a page fits the width of the window. */
  protected readonly zoom = signal(1);
  readonly #sizes = signal<ReadonlyMap<number, PageSize>>(new Map());
  readonly #width = signal(widestPage);
  private readonly scroller = viewChild<ElementRef<HTMLElement>>('scroller');

  constructor() {
    effect((onCleanup) => {
      const opened = this.opened();
      const { document, close } = openPdf(opened, (error) => this.#tell(error));
      document.then(
        (it) => this.document.set(it),
        (error: unknown) => this.#tell(error),
      );
      onCleanup(() => {
        this.document.set(undefined);
        close();
      });
    });
    effect(() => {
      if (this.scroller()) untracked(() => this.measure());
    });
  }

  protected sizeOf(page: number): PageSize {
    const { width, height } = this.#sizes().get(page) ?? this.#sizes().get(1) ?? usualSize;
    const scale = this.scaleOf(page);
    return { width: width * scale, height: height * scale };
  }

  /** A page is as wide as the window, and no wider than is good for reading. */
  protected scaleOf(page: number): number {
    const { width } = this.#sizes().get(page) ?? this.#sizes().get(1) ?? usualSize;
    const fit = Math.min(this.#width(), widestPage) / Math.max(1, width);
    return Math.min(fit, pixelsPerPoint * 2) * this.zoom();
  }

  protected measured(page: number, size: PageSize): void {
    const known = this.#sizes().get(page);
    if (known?.width === size.width && known.height === size.height) return;
    this.#sizes.update((sizes) => new Map(sizes).set(page, size));
  }

  protected measure(): void {
    const scroller = this.scroller()?.nativeElement;
    if (scroller) this.#width.set(Math.max(100, scroller.clientWidth - 2 * margin));
  }

  protected scrolled(): void {
    const scroller = this.scroller()?.nativeElement;
    if (!scroller) return;
    const { left, top, width, height } = scroller.getBoundingClientRect();
    const page = scroller.ownerDocument
      .elementsFromPoint(left + width / 2, top + height / 2)
      .find((element) => element instanceof HTMLElement && element.dataset['page'] !== undefined);
    if (page instanceof HTMLElement) this.current.set(Number(page.dataset['page']));
  }

  protected zoomBy(steps: 1 | -1): void {
    const ordered = steps > 0 ? zooms : zooms.toReversed();
    const next = ordered.find((zoom) => (zoom - this.zoom()) * steps > 0);
    if (next !== undefined) this.zoom.set(next);
  }

  protected press(event: KeyboardEvent): void {
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    if (event.key === '+' || event.key === '=') this.zoomBy(1);
    else if (event.key === '-') this.zoomBy(-1);
    else if (event.key === '0') this.zoom.set(1);
    else return;
    event.preventDefault();
  }

  #tell(error: unknown): void {
    if (error instanceof ContentFailure) this.failed()({ code: error.code });
    else if (error instanceof Error && error.name === 'PasswordException') {
      this.failed()({ why: previewText.pdf.password });
    } else this.failed()({ why: previewText.pdf.broken });
  }
}
