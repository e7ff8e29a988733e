import type { Entry } from '../../files/entry.ts';
import { organiseText } from '../../text/organise-text.ts';

/** Shows under the pointer what is dragged: a name, or a count. The browser takes a picture of the element at once. */
export function dragGhost(document: Document, transfer: DataTransfer, entries: readonly Entry[]): void {
  const ghost = document.createElement('div');
  ghost.className = 'airlock-drag-ghost';
  ghost.textContent = organiseText.drag.ghost(entries.length, entries.length === 1 ? entries[0]?.name : undefined);
  document.body.append(ghost);
  transfer.setDragImage(ghost, -12, -12);
  setTimeout(() => ghost.remove());
}
