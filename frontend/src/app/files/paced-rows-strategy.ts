import type { ListRange } from '@angular/cdk/collections';
import { FixedSizeVirtualScrollStrategy, type CdkVirtualScrollViewport } from '@angular/cdk/scrolling';

/** How far rows are drawn outside of what can be seen, in CSS pixels: at first, and then from frame to frame. */
const bufferSteps = [0, 200, 400, 600] as const;

/** Height of a row, in CSS pixels, until the list says what it is. */
const usualHeight = 48;

/**
 * Draws the rows that can be seen first, and those around them in the next frames: all at once, they would hold up the page
 * for longer than a person notices. It begins anew when a person jumps to another part of the list.
 */
export class PacedRowsStrategy extends FixedSizeVirtualScrollStrategy {
  #viewport: CdkVirtualScrollViewport | undefined;
  #rowHeight = usualHeight;
  #step = 0;
  #frame: number | undefined;

  constructor() {
    super(usualHeight, bufferSteps[0], bufferSteps[0]);
  }

  override attach(viewport: CdkVirtualScrollViewport): void {
    this.#viewport = viewport;
    super.attach(viewport);
    this.#begin();
  }

  override detach(): void {
    this.#viewport = undefined;
    this.#cancel();
    super.detach();
  }

  override onContentScrolled(): void {
    if (this.#isBeside()) this.#begin();
    super.onContentScrolled();
  }

  override onDataLengthChanged(): void {
    if (this.#viewport?.getRenderedRange().end === 0) this.#begin();
    super.onDataLengthChanged();
  }

  setRowHeight(rowHeight: number): void {
    if (rowHeight === this.#rowHeight) return;
    this.#rowHeight = rowHeight;
    this.#begin();
  }

  /** Draws only what can be seen, and the rest again in the next frames. */
  drawAnew(): void {
    const seen = this.seen();
    this.#viewport?.setRenderedRange(seen);
    this.#viewport?.setRenderedContentOffset(seen.start * this.#rowHeight);
    this.#begin();
  }

  /** Returns which rows can be seen. */
  seen(): ListRange {
    const viewport = this.#viewport;
    if (!viewport) return { start: 0, end: 0 };
    const topPx = viewport.measureScrollOffset();
    const bottom = Math.ceil((topPx + viewport.getViewportSize()) / this.#rowHeight);
    const end = Math.min(bottom, viewport.getDataLength());
    return { start: Math.min(Math.floor(topPx / this.#rowHeight), end), end };
  }

  /** Whether nothing has been drawn of what can be seen now. */
  #isBeside(): boolean {
    if (!this.#viewport) return false;
    const [seen, drawn] = [this.seen(), this.#viewport.getRenderedRange()];
    return seen.start >= drawn.end || seen.end <= drawn.start;
  }

  #begin(): void {
    this.#cancel();
    this.#step = 0;
    this.#draw();
  }

  /** Draws as much as this step allows, and the next step in the next frame. */
  #draw(): void {
    const bufferPx = bufferSteps[this.#step] ?? 0;
    this.updateItemAndBufferSize(this.#rowHeight, bufferPx, bufferPx);
    if (!this.#viewport || this.#step === bufferSteps.length - 1) return;
    this.#frame = requestAnimationFrame(() => {
      this.#step += 1;
      this.#draw();
    });
  }

  #cancel(): void {
    if (this.#frame !== undefined) cancelAnimationFrame(this.#frame);
  }
}
