import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';

import { samplePlan, sampleRecord } from './sample-change.ts';
import type { StoreCase } from './store-case.ts';

const someone = () => ({ id: randomUUID() });
const changeId = (number: number): string => `0u1xq3z8${number}-5f8f0f7e6d1c4f0e`;

/** What the engine of changes relies on. */
export const changeStoreCases: readonly StoreCase[] = [
  {
    name: 'store: keeps the record of a change, for its user only',
    run: async ({ changes }) => {
      const [caller, stranger] = [someone(), someone()];
      const record = sampleRecord();
      assert.equal(await changes.read(caller, record.changeId), undefined);
      await changes.create(caller, record);
      assert.deepEqual((await changes.read(caller, record.changeId))?.record, record);
      assert.equal(await changes.read(stranger, record.changeId), undefined);
      assert.deepEqual(await changes.list(stranger, { limit: 10 }), { changeIds: [] });
      await assert.rejects(changes.create(caller, record));
    },
  },
  {
    name: 'store: replaces the record that was read and no other',
    run: async ({ changes }) => {
      const caller = someone();
      const record = sampleRecord();
      await changes.create(caller, record);
      const etag = (await changes.read(caller, record.changeId))?.etag ?? '';
      const next = { ...record, nextSlice: 1 };
      assert.equal(await changes.replace(caller, next, etag), true);
      assert.equal(await changes.replace(caller, { ...record, nextSlice: 2 }, etag), false);
      assert.deepEqual((await changes.read(caller, record.changeId))?.record, next);
      const missing = sampleRecord({ changeId: changeId(1) });
      assert.equal(await changes.replace(caller, missing, etag), false);
    },
  },
  {
    name: 'store: of 8 writers that read the same record exactly one replaces it',
    run: async ({ changes }) => {
      const caller = someone();
      const record = sampleRecord();
      await changes.create(caller, record);
      const etag = (await changes.read(caller, record.changeId))?.etag ?? '';
      const writes = Array.from({ length: 8 }, (_, index) =>
        changes.replace(caller, { ...record, nextSlice: index + 1 }, etag),
      );
      assert.equal((await Promise.all(writes)).filter(Boolean).length, 1);
    },
  },
  {
    name: 'store: lists the ids of changes in their order, page by page without loss',
    run: async ({ changes }) => {
      const caller = someone();
      const ids = [1, 2, 3, 4, 5].map(changeId);
      for (const id of ids.toReversed()) await changes.create(caller, sampleRecord({ changeId: id }));
      await changes.createPlan(caller, { changeId: changeId(1), slice: 0 }, samplePlan('a'));
      const first = await changes.list(caller, { limit: 2 });
      assert.deepEqual(first, { changeIds: ids.slice(0, 2), next: ids[1] });
      const rest = await changes.list(caller, { limit: 3, after: changeId(2) });
      assert.deepEqual(rest, { changeIds: ids.slice(2) });
    },
  },
  {
    name: 'store: keeps the plan of a slice that was stored first',
    run: async ({ changes }) => {
      const caller = someone();
      const place = { changeId: changeId(1), slice: 3 };
      assert.equal(await changes.readPlan(caller, place), undefined);
      assert.equal(await changes.createPlan(caller, place, samplePlan('a\u0001')), true);
      assert.equal(await changes.createPlan(caller, place, samplePlan('b')), false);
      assert.deepEqual(await changes.readPlan(caller, place), samplePlan('a\u0001'));
      assert.equal(await changes.readPlan(caller, { ...place, slice: 4 }), undefined);
      assert.equal(await changes.readPlan(someone(), place), undefined);
    },
  },
];
