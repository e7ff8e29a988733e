import { FixedSizeVirtualScrollStrategy, type CdkVirtualScrollViewport } from '@angular/cdk/scrolling';

/** How far rows are drawn outside of what can be seen, in CSS pixels: at first, and then from frame to frame. */
const bufferSteps = [0, 200, 400, 600] as const;

/**
 * Draws the rows that can be seen first, and those around them in the next frames: all at once, they would hold up the page
 * for longer than a person notices. It begins anew when a person jumps to another part of the list.
 */
export class PacedRowsStrategy extends FixedSizeVirtualScrollStrategy {
  #viewport: CdkVirtualScrollViewport | undefined;
  #rowHeight: number;
  #step = 0;
  #frame: number | undefined;

  constructor(rowHeight: number) {
    super(rowHeight, bufferSteps[0], bufferSteps[0]);
    this.#rowHeight = rowHeight;
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
    this.#rowHeight = rowHeight;
    this.#begin();
  }

  /** Whether nothing has been drawn of what can be seen now. */
  #isBeside(): boolean {
    if (!this.#viewport) return false;
    const { start, end } = this.#viewport.getRenderedRange();
    const topPx = this.#viewport.measureScrollOffset();
    return topPx >= end * this.#rowHeight || topPx + this.#viewport.getViewportSize() <= start * this.#rowHeight;
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
