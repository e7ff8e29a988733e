import type { ListChangesAnswer, ListChangesRequest } from '@airlock/contract';

import type { Caller } from '../caller.ts';
import { badCursor, fromCursor, toCursor } from '../files/list-cursor.ts';
import { changeOf } from './change-of.ts';
import type { ChangeStore } from './change-store.ts';
import type { Clock } from './clock.ts';

const changesPerPage = 30;

/** Lists one page of the caller's recent changes, the newest first. Throws `invalid-request` for a strange cursor. */
export async function listChanges(
  { changes, clock }: { changes: ChangeStore; clock: Clock },
  caller: Caller,
  { cursor }: ListChangesRequest,
): Promise<ListChangesAnswer> {
  const list = `changes of ${caller.id}`;
  const after = cursor === undefined ? undefined : fromCursor(list, cursor);
  if (cursor !== undefined && after === undefined) throw badCursor();
  const page = await changes.list(caller, { limit: changesPerPage, ...(after !== undefined && { after }) });
  // A record that the lifecycle of the bucket has just deleted is not there any more.
  const stored = await Promise.all(page.changeIds.map((changeId) => changes.read(caller, changeId)));
  return {
    changes: stored.flatMap((it) => (it === undefined ? [] : [changeOf(it.record, clock.now())])),
    ...(page.next !== undefined && { cursor: toCursor(list, page.next) }),
  };
}
