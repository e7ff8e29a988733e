/** Tests that every operation of the table has an entry in every place of operations, and that nothing else has one. */
import { operations } from '@airlock/contract';
import { describe, expect, it } from '@jest/globals';

import { missing, places, unexpected, type NamedOperation } from './operation-places.ts';

const table: readonly NamedOperation[] = operations;

describe('an operation of the table', () => {
  it.each(table)('$name has its entry in every place', (operation) => {
    expect(missing(operation)).toEqual([]);
  });

  it.each(places)('is named when it is missing in: $name', (place) => {
    for (const operation of table) {
      const entry = place.entryOf(operation);
      const without = { ...place, entries: place.entries.filter((it) => it !== entry) };
      expect(missing(operation, [without])).toEqual([`${place.name}: ${entry} is missing`]);
    }
  });
});

describe('a place of operations', () => {
  it.each(places)('has nothing that is not in the table: $name', (place) => {
    expect(unexpected(place, table)).toEqual([]);
  });

  it.each(places.filter(({ hasOthers }) => hasOthers !== true))('has nothing twice or too much: $name', (place) => {
    const [first = ''] = place.entries;
    expect(unexpected({ ...place, entries: [...place.entries, 'other', first] }, table)).toEqual(['other', first]);
    expect(unexpected(place, table.slice(1))).toEqual([place.entryOf(table[0]!)]);
  });
});
