import type { CdkVirtualScrollViewport } from '@angular/cdk/scrolling';

/** Returns the row to which a key moves the focus; `undefined` when the key moves nothing. */
export function rowAfterKey(key: string, active: number, count: number, pageRows: number): number | undefined {
  const page = Math.max(1, pageRows - 1);
  const steps: Record<string, number> = {
    ArrowDown: 1,
    ArrowUp: -1,
    PageDown: page,
    PageUp: -page,
    Home: -Infinity,
    End: Infinity,
  };
  const step = steps[key];
  return step === undefined ? undefined : Math.min(Math.max(active + step, 0), count - 1);
}

/** Scrolls as little as is needed to show a row. */
export function scrollToRow(viewport: CdkVirtualScrollViewport, index: number, rowHeight: number): void {
  const top = index * rowHeight;
  const offset = viewport.measureScrollOffset();
  const height = viewport.getViewportSize();
  if (top < offset) viewport.scrollToOffset(top);
  else if (top + rowHeight > offset + height) viewport.scrollToOffset(top + rowHeight - height);
}
