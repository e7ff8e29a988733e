import { inject, Injectable, signal } from '@angular/core';
import type { Change } from '@airlock/contract';

import { API_CLIENT } from '../api/api-client.ts';
import { PageOwner } from '../api/page-owner.ts';
import type { Entry } from '../files/entry.ts';
import { foldersTo } from '../files/folder-path.ts';
import { nameOf } from '../format/name-of.ts';
import { Notices } from '../notices/notices.ts';
import { changesText } from '../text/changes-text.ts';
import { placesOf } from './change-places.ts';

/** Time after which a person is told that something waits for a rename. Most renames take less. */
const silentMs = 1_000;

/** A file or folder, as far as a rename is concerned. */
type Named = Pick<Entry, 'kind' | 'path'>;

/** What is to be done when renames are over. */
interface Waiting {
  readonly kind: keyof typeof changesText.afterRename.waits;
  /** Identifies what is asked for, so that it is done once, however often it is asked for while it waits. */
  readonly once?: string;
}

/** What is known of a file or folder that has its new name: the ETag of a file, if it was asked for. */
interface Renamed {
  readonly etag: string | undefined;
}

/**
 * What came of a rename, or of an undo, for a path that lists show: `as-listed` when what they show is there, `in-part` when
 * some of a folder may be elsewhere, `undefined` when it is not there.
 */
type Outcome = Renamed | 'as-listed' | 'in-part' | undefined;

/**
 * Waits for the renames that lists show already, and for what is being undone. What is asked next of a file under its new
 * name would otherwise reach the server before the rename, or with the ETag of the old object: a copy can have another one.
 * And of a folder that is being emptied or filled, only a part would be downloaded or deleted. All that is known here belongs
 * to one person and is dropped when the page passes to somebody else.
 */
@Injectable({ providedIn: 'root' })
export class FreshEntries {
  readonly #client = inject(API_CLIENT);
  readonly #owner = inject(PageOwner);
  readonly #notices = inject(Notices);
  /** The renames and undos under way, by the path that lists show. */
  readonly #renames = new Map<string, Promise<Outcome>>();
  /** What waits now and is done once. */
  readonly #waiting = new Set<string>();

  constructor() {
    this.#owner.follow(() => {
      this.#renames.clear();
      this.#waiting.clear();
    });
  }

  /** Remembers that lists show `path` until `done` settles. It resolves with `undefined` when the name stays the old one. */
  expect(path: string, done: Promise<Outcome>): void {
    this.#renames.set(path, done);
    const forget = () => {
      if (this.#renames.get(path) === done) this.#renames.delete(path);
    };
    done.then(forget, forget);
  }

  /**
   * Remembers that files and folders are going from `paths`, while lists still show them, because something is being undone.
   * `whole` resolves with `false` when it was not undone as a whole.
   */
  expectGone(paths: readonly string[], whole: Promise<boolean>): void {
    const gone = whole.then((isWhole): Outcome => (isWhole ? undefined : 'in-part'));
    for (const path of paths) this.expect(path, gone);
  }

  /** Remembers that files and folders are coming back to `paths`: what is there of a folder until then may be a part of it. */
  expectBack(paths: readonly string[], whole: Promise<boolean>): void {
    const back = whole.then((isWhole): Outcome => (isWhole ? 'as-listed' : 'in-part'));
    for (const path of paths) {
      const before = this.#renames.get(path);
      this.expect(path, before ? back.then((outcome) => (outcome === 'as-listed' ? before : outcome)) : back);
    }
  }

  /**
   * Remembers that a change is being undone of which only the record is known. Of several items it names the first: the others
   * are expected in the same folders.
   */
  expectUndone(change: Change, whole: Promise<boolean>): void {
    this.expectBack(placesOf(change), whole);
  }

  /** Resolves with the ETag of a file as it is stored; `undefined` without an answer. Never rejects. */
  async etagOf(path: string): Promise<string | undefined> {
    return (await this.#client.presignGet({ path }).catch(() => undefined))?.etag;
  }

  /** Returns whether what `once` identifies waits for a rename. */
  isWaiting(once: string): boolean {
    return this.#waiting.has(once);
  }

  /**
   * Does something with `entries` as they are stored: at once, or, while lists show new names of them that the server does
   * not have yet, after that. An entry that did not get its name is left out, because what has that name may be another
   * file. A notice says so, and another that it waits. Resolves with `undefined` when no entry is left, when it waits
   * already, or when the page is somebody else's by then.
   */
  async afterRenames<Kept extends Named, Done>(
    { kind, once }: Waiting,
    entries: readonly Kept[],
    act: (fresh: readonly Kept[]) => Promise<Done>,
  ): Promise<Done | undefined> {
    const inFolders = this.#renamesInFolders();
    const isUnderWay = (entry: Kept) => this.#renamesAround(entry).length > 0 || inFolders.has(entry.path);
    if (!entries.some(isUnderWay)) return act(entries);
    if (once !== undefined && this.isWaiting(once)) return undefined;
    const isMine = this.#owner.claim();
    if (once !== undefined) this.#waiting.add(once);
    const fresh = await this.#told(
      kind,
      Promise.all(entries.map((entry) => this.#freshen(entry, inFolders.get(entry.path)))),
    );
    // What waits by then belongs to the next person.
    if (!isMine()) return undefined;
    if (once !== undefined) this.#waiting.delete(once);
    this.#tellLeft(
      kind,
      entries.filter((_, index) => fresh[index] === undefined),
    );
    const kept = fresh.filter((entry) => entry !== undefined);
    return kept.length > 0 ? act(kept) : undefined;
  }

  /** Says that something waits, when it waits for long. */
  async #told<Result>(kind: Waiting['kind'], waited: Promise<Result>): Promise<Result> {
    const isMine = this.#owner.claim();
    let notice: number | undefined;
    // It has no progress: of that, screen readers read nothing out.
    const tell = () => (notice = this.#notices.show(signal({ sentence: changesText.afterRename.waits[kind] })));
    const timer = setTimeout(() => isMine() && tell(), silentMs);
    const result = await waited;
    clearTimeout(timer);
    if (notice !== undefined) this.#notices.close(notice);
    return result;
  }

  #tellLeft(kind: Waiting['kind'], left: readonly Named[]): void {
    const [first] = left;
    if (!first) return;
    const what = changesText.what(left.length, left.length === 1 ? nameOf(first.path) : undefined);
    this.#notices.show(signal({ sentence: changesText.afterRename.left[kind](what) }));
  }

  /** Resolves with the entry as it is stored, or with `undefined` when it is not there as lists show it. */
  async #freshen<Kept extends Named>(entry: Kept, inside: Iterable<Promise<unknown>> = []): Promise<Kept | undefined> {
    const around = this.#renamesAround(entry);
    await Promise.allSettled([...around, ...inside]);
    const outcomes = await Promise.all(around.map((each) => each.catch(() => undefined)));
    if (outcomes.includes(undefined)) return undefined;
    if (entry.kind === 'folder') return outcomes.includes('in-part') ? undefined : entry;
    const [renamed] = outcomes;
    // A file is asked for in the version that the list shows.
    if (renamed === undefined || renamed === 'as-listed' || renamed === 'in-part') return entry;
    // Without an ETag the server says what is wrong with that version.
    const etag = renamed.etag ?? (await this.etagOf(entry.path));
    return etag === undefined ? entry : { ...entry, etag };
  }

  /** Returns the renames of an entry, and of the folders that a folder is in: it may be there in part, or be gone with them. */
  #renamesAround({ kind, path }: Named): Promise<Outcome>[] {
    const paths = kind === 'file' ? [path] : new Set(['', ...foldersTo(path), path]);
    return [...paths].flatMap((each) => this.#renames.get(each) ?? []);
  }

  /** Returns the renames of what is in each folder: it must not be listed on the way. */
  #renamesInFolders(): ReadonlyMap<string, ReadonlySet<Promise<unknown>>> {
    const found = new Map<string, Set<Promise<unknown>>>();
    for (const [path, done] of this.#renames) {
      for (const folder of ['', ...foldersTo(path)]) {
        const known = found.get(folder);
        if (known) known.add(done);
        else found.set(folder, new Set([done]));
      }
    }
    return found;
  }
}
