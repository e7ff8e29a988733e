import { maxChangeItems } from '@airlock/contract';

/** Cuts the items of a change into slices, each as long as one request may be. */
export const inRequests = <Item>(items: readonly Item[]): Item[][] =>
  Array.from({ length: Math.ceil(items.length / maxChangeItems) }, (_, index) =>
    items.slice(index * maxChangeItems, (index + 1) * maxChangeItems),
  );
