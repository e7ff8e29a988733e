import { InjectionToken } from '@angular/core';

import type { Entry } from '../entry.ts';

/**
 * Moves entries that are dragged within the page. Lists and breadcrumbs report what the pointer does; who provides this decides
 * what may be dropped where, and does it. Without a provider nothing can be dragged.
 */
export interface EntryDrag {
  /** Begins to drag `entries`. It fills in `event.dataTransfer`, or cancels the event when they cannot be dragged. */
  start(event: DragEvent, entries: readonly Entry[]): void;
  /** Returns whether what is dragged may be dropped into a folder. If so, it has accepted the event. */
  over(event: DragEvent, folder: string): boolean;
  /** Drops what is dragged into a folder. Returns whether it took the event. */
  drop(event: DragEvent, folder: string): boolean;
  /** Ends the drag, whether something was dropped or not. */
  end(): void;
}

export const ENTRY_DRAG = new InjectionToken<EntryDrag>('ENTRY_DRAG');
