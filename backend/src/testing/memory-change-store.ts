import * as v from 'valibot';

import type { Caller } from '../caller.ts';
import { changeRecord, copyNotes, slicePlan } from '../changes/change-record.ts';
import type { ChangeRecord, CopyNote, SlicePlan } from '../changes/change-record.ts';
import type { ChangeIdPage, ChangeStore, NotesPlace, SlicePlace, StoredRecord } from '../changes/change-store.ts';

/** A record as it is stored: as JSON, so that what is read is what the StateBucket would give. */
interface StoredText {
  readonly text: string;
  readonly etag: string;
}

/** A `ChangeStore` in memory. */
export class MemoryChangeStore implements ChangeStore {
  readonly #records = new Map<string, StoredText>();
  readonly #plans = new Map<string, string>();
  #written = 0;

  create(caller: Caller, record: ChangeRecord): Promise<void> {
    const name = nameOf(caller, record.changeId);
    if (this.#records.has(name)) return Promise.reject(new Error('There is a change with this id.'));
    this.#write(name, record);
    return Promise.resolve();
  }

  read(caller: Caller, changeId: string): Promise<StoredRecord | undefined> {
    const stored = this.#records.get(nameOf(caller, changeId));
    if (stored === undefined) return Promise.resolve(undefined);
    return Promise.resolve({ record: v.parse(changeRecord, JSON.parse(stored.text)), etag: stored.etag });
  }

  replace(caller: Caller, record: ChangeRecord, etag: string): Promise<boolean> {
    const name = nameOf(caller, record.changeId);
    if (this.#records.get(name)?.etag !== etag) return Promise.resolve(false);
    this.#write(name, record);
    return Promise.resolve(true);
  }

  list(caller: Caller, { limit, after = '' }: { limit: number; after?: string }): Promise<ChangeIdPage> {
    const root = nameOf(caller, '');
    const rest = [...this.#records.keys()]
      .filter((name) => name.startsWith(root))
      .map((name) => name.slice(root.length))
      .filter((changeId) => changeId > after)
      .toSorted();
    const changeIds = rest.slice(0, limit);
    const last = changeIds.at(-1);
    return Promise.resolve({ changeIds, ...(rest.length > changeIds.length && last !== undefined && { next: last }) });
  }

  createPlan(caller: Caller, place: SlicePlace, plan: SlicePlan): Promise<boolean> {
    return Promise.resolve(this.#create(planName(caller, place), plan));
  }

  readPlan(caller: Caller, place: SlicePlace): Promise<SlicePlan | undefined> {
    const text = this.#plans.get(planName(caller, place));
    return Promise.resolve(text === undefined ? undefined : v.parse(slicePlan, JSON.parse(text)));
  }

  createNotes(caller: Caller, place: NotesPlace, notes: readonly CopyNote[]): Promise<boolean> {
    return Promise.resolve(this.#create(`${planName(caller, place)}.${place.number}`, notes));
  }

  readNotes(caller: Caller, place: NotesPlace): Promise<readonly CopyNote[] | undefined> {
    const text = this.#plans.get(`${planName(caller, place)}.${place.number}`);
    return Promise.resolve(text === undefined ? undefined : v.parse(copyNotes, JSON.parse(text)));
  }

  #create(name: string, value: SlicePlan | readonly CopyNote[]): boolean {
    if (this.#plans.has(name)) return false;
    this.#plans.set(name, JSON.stringify(value));
    return true;
  }

  #write(name: string, record: ChangeRecord): void {
    this.#written += 1;
    this.#records.set(name, { text: JSON.stringify(record), etag: `"${this.#written}"` });
  }
}

const nameOf = ({ id }: Caller, changeId: string): string => `${id}/${changeId}`;
const planName = (caller: Caller, { changeId, slice }: SlicePlace): string => `${nameOf(caller, changeId)}/${slice}`;
