import type { Change } from '@airlock/contract';

import type { Caller } from '../caller.ts';
import { CodedError } from '../coded-error.ts';
import { objectKey, pathOf } from '../files/object-key.ts';
import type { ChangeAction } from './change-action.ts';
import { changeOf } from './change-of.ts';
import type { ChangeRecord, SlicePlan, ToDo } from './change-record.ts';
import type { ChangeStore, SlicePlace } from './change-store.ts';
import type { ChangeWorkflow } from './change-workflow.ts';
import type { Clock } from './clock.ts';
import { counted, handOver } from './hand-over.ts';
import { ended, newRecord, type RequestedItems } from './new-record.ts';
import { runSlice } from './run-slice.ts';
import { updateRecord } from './update-record.ts';

/** What the engine of changes is given. */
export interface EngineNeeds {
  readonly changes: ChangeStore;
  readonly workflow: ChangeWorkflow;
  readonly clock: Clock;
}

/** What a person asked for. */
export interface ChangeRequest extends RequestedItems {
  readonly toDo: readonly ToDo[];
}

/**
 * Begins a change. What fits into one slice is done at once. A larger change is done by the workflow from its beginning:
 * when that cannot be started, nothing has happened and this throws `unavailable`.
 */
export async function startChange(
  needs: EngineNeeds,
  action: ChangeAction,
  caller: Caller,
  request: ChangeRequest,
): Promise<Change> {
  const plan = await action.plan(caller, { toDo: request.toDo, begin: undefined });
  const run = plan.rest.length === 0 && plan.takesLong !== true ? doAtOnce : leaveToWorkflow;
  const asked = { ...request, to: plannedName(caller, request, plan) ?? request.to };
  return changeOf(await run(needs, action, caller, asked, plan), needs.clock.now());
}

/** Returns the new path that the plan gives to the first item, where that is a file: it may have a number. */
function plannedName(caller: Caller, { first }: ChangeRequest, { files }: SlicePlan): string | undefined {
  const to = files.find(({ key }) => 'path' in first && key === objectKey(caller, first.path))?.copy?.to;
  return to === undefined ? undefined : pathOf(caller, to);
}

async function doAtOnce(
  needs: EngineNeeds,
  action: ChangeAction,
  caller: Caller,
  request: ChangeRequest,
  plan: SlicePlan,
): Promise<ChangeRecord> {
  const totalCount = plan.files.length + plan.failed.length;
  const record = { ...newRecord(action, request, needs.clock.now()), totalCount };
  // The plan is there before anything is done, so that a change that breaks off can still be undone.
  await store(needs, caller, record, plan);
  const { changeId } = record;
  const result = await runSlice(action, caller, { place: { changeId, slice: 0 }, plan, isRepeated: false });
  if (result.isUnfinished || (result.isIncomplete && action.goesOnWhenIncomplete === true)) {
    await startWorkflow(needs, action, caller, changeId);
    return record;
  }
  return updateRecord(needs, caller, changeId, (current) => result.addTo(current, needs.clock.now()));
}

/** Time by which the clock of S3 may be behind ours, in milliseconds. */
const clockDifference = 50;

async function leaveToWorkflow(
  needs: EngineNeeds,
  action: ChangeAction,
  caller: Caller,
  request: ChangeRequest,
): Promise<ChangeRecord> {
  // S3 tells times in whole seconds. A change that begins with a second knows for every file on which side it lies:
  // what was stored before the request is part of it, and what is stored after the answer is not.
  const begin = new Date(Math.ceil(needs.clock.now().getTime() / 1000) * 1000);
  const record = { ...newRecord(action, request, begin), nextSlice: 1 };
  const { changeId } = record;
  await store(needs, caller, record, { files: [], failed: [], rest: [...request.toDo] });
  await needs.clock.waitUntil(new Date(begin.getTime() + clockDifference));
  await startWorkflow(needs, action, caller, changeId);
  return record;
}

/** Starts the workflow of a change. Marks the change as failed when that is impossible, and throws. */
async function startWorkflow(
  needs: EngineNeeds,
  action: ChangeAction,
  caller: Caller,
  changeId: string,
): Promise<void> {
  try {
    await needs.workflow.start({ operation: action.operation, userId: caller.id, changeId });
  } catch (error) {
    await updateRecord(needs, caller, changeId, (current) => ended(current, 'failed', needs.clock.now()));
    throw error;
  }
}

async function store({ changes }: EngineNeeds, caller: Caller, record: ChangeRecord, plan: SlicePlan): Promise<void> {
  const place = { changeId: record.changeId, slice: 0 };
  await Promise.all([changes.create(caller, record), changes.createPlan(caller, place, plan)]);
}

/**
 * Does the next slice of a change that the workflow goes on with. Returns whether the execution of the workflow has ended:
 * with the change, or because another execution goes on. It may be called
 * again for the same slice, also at the same time: each file is changed once. Throws `unavailable` when some of the
 * slice could not be done, so that the workflow calls again.
 */
export async function continueChange(
  needs: EngineNeeds,
  action: ChangeAction,
  caller: Caller,
  changeId: string,
): Promise<boolean> {
  const stored = await needs.changes.read(caller, changeId);
  if (stored === undefined) throw new Error(`The change ${changeId} has no record.`);
  const { record } = stored;
  if (record.state !== 'running') return true;
  if (await handOver(needs, action.operation, caller, record)) return true;
  const place = { changeId, slice: record.nextSlice };
  if (record.isStopping === true && !(await mustFinish(needs, action, caller, place))) {
    await action.abandon?.(caller, place);
    await updateRecord(needs, caller, changeId, (current) => ended(current, 'stopped', needs.clock.now()));
    return true;
  }
  const { plan, isRepeated } = await planOf(needs, action, caller, record);
  const result = await runSlice(action, caller, { place, plan, isRepeated });
  if (result.isIncomplete) throw new CodedError('unavailable', 'Some files of the slice could not be changed.');
  if (result.isUnfinished) {
    const updatedAt = needs.clock.now().toISOString();
    await updateRecord(needs, caller, changeId, (current) => counted({ ...current, updatedAt }));
    return false;
  }
  const after = await updateRecord(needs, caller, changeId, (current) =>
    counted(current.nextSlice === record.nextSlice ? result.addTo(current, needs.clock.now()) : current),
  );
  return after.state !== 'running';
}

/** Whether a slice of a change that is stopped was begun, by a call that broke off, and is soon done. */
async function mustFinish(
  { changes }: EngineNeeds,
  action: ChangeAction,
  caller: Caller,
  place: SlicePlace,
): Promise<boolean> {
  const plan = await changes.readPlan(caller, place);
  if (plan?.takesLong === true) return (await action.isSoonDone?.(caller, place, plan)) === true;
  return plan !== undefined;
}

/** Marks a change as failed, after the workflow has given up. */
export async function failChange(
  needs: EngineNeeds,
  action: ChangeAction,
  caller: Caller,
  changeId: string,
): Promise<void> {
  const { nextSlice } = await updateRecord(needs, caller, changeId, (current) =>
    current.state === 'running' ? ended(current, 'failed', needs.clock.now()) : current,
  );
  await action.abandon?.(caller, { changeId, slice: nextSlice });
}

/** Returns the plan of the next slice. One that is there already belongs to a slice that was delivered before. */
async function planOf(
  { changes }: EngineNeeds,
  action: ChangeAction,
  caller: Caller,
  { changeId, nextSlice, startedAt }: ChangeRecord,
): Promise<{ plan: SlicePlan; isRepeated: boolean }> {
  const place = { changeId, slice: nextSlice };
  const known = await changes.readPlan(caller, place);
  if (known !== undefined) return { plan: known, isRepeated: true };
  const before = await changes.readPlan(caller, { changeId, slice: nextSlice - 1 });
  if (before === undefined) throw new Error(`The slice ${nextSlice - 1} of the change ${changeId} has no plan.`);
  const plan = await action.plan(caller, { toDo: before.rest, begin: new Date(startedAt) });
  if (await changes.createPlan(caller, place, plan)) return { plan, isRepeated: false };
  const other = await changes.readPlan(caller, place);
  if (other === undefined) throw new Error(`The slice ${nextSlice} of the change ${changeId} has no plan.`);
  return { plan: other, isRepeated: true };
}
