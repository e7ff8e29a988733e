import { inject, Injectable } from '@angular/core';
import type { OnConflict } from '@airlock/contract';

import { PageOwner } from '../api/page-owner.ts';
import type { Entry } from '../files/entry.ts';
import type { RenamedEntry } from '../files/file-actions.ts';
import { nameOf, parentOf } from '../format/name-of.ts';
import { filesText } from '../text/files-text.ts';
import { askedPaths } from './change-conflicts.ts';
import { ChangeNotices, type Conflicts } from './change-notices.ts';
import { certainlyDone, isWhole } from './change-outcome.ts';
import type { GroupState } from './change-words.ts';
import { ConflictQuestion } from './conflicts/conflict-question.ts';
import { FreshEntries } from './fresh-entries.ts';
import { FolderChanges } from './folder-changes.ts';
import { HiddenFiles } from './hidden-files.ts';
import { canBeIn, itemTo, renamedPath } from './new-path.ts';
import { movedTo, outermost, requestsOf, type MovedEntries } from './move-requests.ts';
import { RecentFolders } from './recent-folders.ts';

/**
 * Renames, moves and copies files and folders. Lists show what was asked for at once, and the old names again when the
 * server has refused. Nothing is ever overwritten: about names that are taken the person is asked.
 */
@Injectable({ providedIn: 'root' })
export class FileMoves {
  readonly #notices = inject(ChangeNotices);
  readonly #hidden = inject(HiddenFiles);
  readonly #changes = inject(FolderChanges);
  readonly #owner = inject(PageOwner);
  readonly #question = inject(ConflictQuestion);
  readonly #recent = inject(RecentFolders);
  readonly #fresh = inject(FreshEntries);
  /** Names that lists showed and took back, with those that are there instead: what was renamed meanwhile had these. */
  readonly #takenBack = new Map<string, string>();

  constructor() {
    this.#owner.follow(() => this.#takenBack.clear());
  }

  /**
   * Gives a file or folder another name. Resolves when the server has done it or refused; never rejects, because a notice
   * says what came of it. `taken` is called when the name is taken.
   */
  async rename(entry: Entry, name: string, taken: () => void): Promise<void> {
    const [from, to] = [entry.path, renamedPath(entry, name)];
    const subject = { kind: 'rename', name: entry.name, to: name, askedCount: 1 } as const;
    const rename = () =>
      this.#fresh.afterRenames({ kind: 'rename' }, [entry], ([fresh = entry]) => {
        const request = { items: [itemTo(fresh, to)], onConflict: 'fail' as const };
        return this.#notices.perform('move-files', [request], subject, {
          decide: { asked: askedPaths([from]), ask: taken },
          undone: (isUndone, whole) =>
            this.#renamedAgain(entry, isUndone ? { from: to, to: from } : { from, to }, whole),
        });
      });
    await this.#hidden.hideWhile(
      [from],
      () => {
        this.#takenBack.delete(from);
        this.#changes.announceRenamed([{ from, to }]);
        const renaming = rename();
        this.#expectCopy(entry, to, renaming.then(wasDone));
        return renaming;
      },
      (ended) => {
        if (!ended) this.#takeBack({ from: to, to: this.#takenBack.get(from) ?? from });
        else if (!isWhole(ended)) this.#takeBack({ from: to, to: from });
      },
    );
  }

  /**
   * Moves files and folders into a folder. Lists hide them at once, and show again what stays. Resolves when it is over,
   * also when the person is being asked about names that are taken; never rejects.
   */
  async move(entries: readonly Entry[], folder: string, onConflict: OnConflict = 'fail'): Promise<void> {
    const moved = outermost(entries)
      .filter(({ path }) => parentOf(path) !== folder)
      .filter((it) => canBeIn(folder, it));
    if (moved.length === 0) return;
    const paths = moved.map(({ path }) => path);
    await this.#hidden.hideWhile(
      paths,
      () => this.#perform('move-files', moved, folder, onConflict),
      (gone) => {
        if (gone && gone.length > 0) this.#changes.announceDeleted(gone);
      },
    );
  }

  /**
   * Copies files and folders into a folder. Copies that are made beside their originals get a number. Resolves when it is
   * over; never rejects.
   */
  async copy(entries: readonly Entry[], folder: string, onConflict?: OnConflict): Promise<void> {
    const copied = outermost(entries).filter((entry) => canBeIn(folder, entry));
    if (copied.length === 0) return;
    const isBeside = copied.every(({ path }) => parentOf(path) === folder);
    await this.#perform('copy-files', copied, folder, onConflict ?? (isBeside ? 'keep-both' : 'fail'));
  }

  /** Tells lists that a name which they show has gone, and what is there instead. */
  #takeBack(renamed: RenamedEntry): void {
    this.#takenBack.set(renamed.from, renamed.to);
    this.#changes.announceRenamed([renamed]);
  }

  /** Lets what is asked of an entry wait while its rename is undone, or done again. Lists show the other name after it. */
  async #renamedAgain(entry: Entry, renamed: RenamedEntry, whole: Promise<boolean>): Promise<void> {
    this.#fresh.expectGone([renamed.from], whole);
    this.#fresh.expectBack([renamed.to], whole);
    if (!(await whole)) return;
    this.#takeBack(renamed);
    this.#expectCopy(entry, renamed.to, Promise.resolve(true));
  }

  /**
   * Lets what is asked of entries wait while they are moved back, or away again. Tells lists after it that they are where
   * they were, or have gone from there again.
   */
  async #movedBack(moved: MovedEntries, isBack: boolean, whole: Promise<boolean>): Promise<void> {
    const { entries, paths, to, unknownIn } = moved;
    this.#fresh.expectGone(isBack ? to : paths, whole);
    // Some may have moved that are not known to have.
    this.#fresh.expectBack([...(isBack ? entries.map(({ path }) => path) : to), ...unknownIn], whole);
    if (!(await whole)) return;
    const [first] = entries;
    if (isBack) this.#changes.announceRestored(paths);
    else this.#changes.announceDeleted(paths);
    // What the viewer has moved is one file. Lists load again.
    if (isBack && first && entries.length === 1) this.#expectCopy(first, first.path, Promise.resolve(true));
  }

  /** Lets what is asked of an entry wait until it is copied to `path`, and tells lists the ETag of a file then. */
  #expectCopy({ kind }: Entry, path: string, copied: Promise<boolean>): void {
    const isMine = this.#owner.claim();
    const look = async () => {
      if (!(await copied) || !isMine()) return undefined;
      const isWanted = kind === 'file' && this.#changes.areCopiesHeard();
      const etag = isWanted ? await this.#fresh.etagOf(path) : undefined;
      if (etag !== undefined && isMine()) this.#changes.announceCopied({ path, etag });
      return { etag };
    };
    this.#fresh.expect(path, look());
  }

  /** Resolves with the paths of which all was moved or copied, as far as that is certain. */
  async #perform(
    operation: 'move-files' | 'copy-files',
    entries: readonly Entry[],
    folder: string,
    onConflict: OnConflict,
  ): Promise<readonly string[] | undefined> {
    this.#recent.add(folder);
    const again = (kept: readonly Entry[]) =>
      operation === 'move-files' ? this.move(kept, folder, 'keep-both') : this.copy(kept, folder, 'keep-both');
    const kind = operation === 'move-files' ? 'move' : 'copy';
    return this.#fresh.afterRenames({ kind }, entries, async (fresh) => {
      const paths = fresh.map(({ path }) => path);
      const subject = {
        name: fresh.length === 1 ? fresh[0]?.name : undefined,
        to: folder === '' ? filesText.root : nameOf(folder),
        askedCount: fresh.length,
      };
      let done: readonly string[] = [];
      const ended = await this.#notices.perform(operation, requestsOf(fresh, folder, onConflict), subject, {
        decide: {
          asked: askedPaths(paths),
          ask: (conflicts) => void this.#ask(fresh, folder, conflicts, again),
        },
        undone:
          operation === 'move-files'
            ? (isUndone, whole) => this.#movedBack(movedTo(folder, fresh, done, onConflict), isUndone, whole)
            : undefined,
      });
      done = certainlyDone(paths, ended);
      return done;
    });
  }

  /** Asks about the names that are taken, and goes on with those that are to be kept beside the others. */
  async #ask(
    entries: readonly Entry[],
    folder: string,
    { items, alsoFailed }: Conflicts,
    again: (kept: readonly Entry[]) => Promise<void>,
  ): Promise<void> {
    const isMine = this.#owner.claim();
    const taken = askedPaths(items.map(({ path }) => path));
    const kept = await this.#question.ask({
      entries: entries.filter(({ path }) => taken.has(path)),
      folder,
      alsoFailed,
    });
    if (isMine() && kept.length > 0) await again(kept);
  }
}

const wasDone = (ended: GroupState | undefined): boolean => ended !== undefined && isWhole(ended);
