import { deviceStorage } from '../storage/safe-storage.ts';
import { usualOrder, type SortOrder } from './sort-entries.ts';

const columns = ['name', 'sizeBytes', 'modifiedAt'] as const;
const directions = ['ascending', 'descending'] as const;

const keyOf = (userId: string | undefined): string => `airlock.files.order.${userId ?? ''}`;

/** Returns the order that a person chose last on this device. */
export function rememberedOrder(userId: string | undefined): SortOrder {
  const [stored = '', turned = ''] = (deviceStorage.get(keyOf(userId)) ?? '').split(' ');
  const column = columns.find((it) => it === stored);
  const direction = directions.find((it) => it === turned);
  return column && direction ? { column, direction } : usualOrder;
}

export function rememberOrder(userId: string | undefined, { column, direction }: SortOrder): void {
  deviceStorage.set(keyOf(userId), `${column} ${direction}`);
}
