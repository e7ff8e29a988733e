import { usualOrder, type SortOrder } from './sort-entries.ts';

const columns = ['name', 'sizeBytes', 'modifiedAt'] as const;
const directions = ['ascending', 'descending'] as const;
/** What this page remembers where the browser stores nothing. */
const memory = new Map<string, string>();

const keyOf = (userId: string | undefined): string => `airlock.files.order.${userId ?? ''}`;

/** Returns the order that a person chose last on this device. */
export function rememberedOrder(userId: string | undefined): SortOrder {
  const [stored = '', turned = ''] = (read(keyOf(userId)) ?? '').split(' ');
  const column = columns.find((it) => it === stored);
  const direction = directions.find((it) => it === turned);
  return column && direction ? { column, direction } : usualOrder;
}

export function rememberOrder(userId: string | undefined, { column, direction }: SortOrder): void {
  const value = `${column} ${direction}`;
  memory.set(keyOf(userId), value);
  try {
    localStorage.setItem(keyOf(userId), value);
  } catch {
    // The browser stores nothing here, or has no room: the order lasts as long as the page.
  }
}

function read(key: string): string | undefined {
  try {
    return localStorage.getItem(key) ?? memory.get(key);
  } catch {
    return memory.get(key);
  }
}
