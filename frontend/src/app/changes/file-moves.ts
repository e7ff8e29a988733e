import { inject, Injectable } from '@angular/core';
import type { OnConflict } from '@airlock/contract';

import { PageOwner } from '../api/page-owner.ts';
import type { Entry } from '../files/entry.ts';
import { nameOf, parentOf } from '../format/name-of.ts';
import { filesText } from '../text/files-text.ts';
import { askedPaths } from './change-conflicts.ts';
import { ChangeNotices, type Conflicts } from './change-notices.ts';
import { donePaths, isCertain, isWhole } from './change-outcome.ts';
import type { GroupState } from './change-words.ts';
import { ConflictQuestion } from './conflicts/conflict-question.ts';
import { FreshEntries } from './fresh-entries.ts';
import { FolderChanges } from './folder-changes.ts';
import { HiddenFiles } from './hidden-files.ts';
import { canBeIn, itemTo, renamedPath } from './new-path.ts';
import { outermost, requestsOf } from './move-requests.ts';
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

  /**
   * Gives a file or folder another name. Resolves when the server has done it or refused; never rejects, because a notice
   * says what came of it. `taken` is called when the name is taken.
   */
  async rename(entry: Entry, name: string, taken: () => void): Promise<void> {
    const [from, to] = [entry.path, renamedPath(entry, name)];
    const subject = { kind: 'rename', name: entry.name, to: name, askedCount: 1 } as const;
    const rename = () =>
      this.#fresh.afterRenames([entry], ([fresh = entry]) => {
        const request = { items: [itemTo(fresh, to)], onConflict: 'fail' as const };
        return this.#notices.perform('move-files', [request], subject, { asked: askedPaths([from]), ask: taken });
      });
    await this.#hidden.hideWhile(
      [from],
      () => {
        this.#changes.announceRenamed([{ from, to }]);
        const renaming = rename();
        this.#fresh.expect(to, this.#afterwards(entry, to, renaming));
        return renaming;
      },
      (ended) => {
        if (ended && !isWhole(ended)) this.#changes.announceRenamed([{ from: to, to: from }]);
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
      (moved) => {
        if (moved && isCertain(moved.ended)) this.#changes.announceDeleted(donePaths(moved.paths, moved.ended));
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

  /** Resolves when an entry has its new path, and tells lists the ETag of a file; with `undefined` when it was not done. */
  async #afterwards(
    { kind }: Entry,
    path: string,
    renaming: Promise<GroupState | undefined>,
  ): Promise<{ etag: string | undefined } | undefined> {
    const isMine = this.#owner.claim();
    const ended = await renaming;
    if (!ended || !isWhole(ended) || !isMine()) return undefined;
    const etag = kind === 'file' ? await this.#fresh.etagOf(path) : undefined;
    if (etag !== undefined && isMine()) this.#changes.announceCopied({ path, etag });
    return { etag };
  }

  async #perform(
    operation: 'move-files' | 'copy-files',
    entries: readonly Entry[],
    folder: string,
    onConflict: OnConflict,
  ): Promise<{ ended: GroupState; paths: readonly string[] } | undefined> {
    this.#recent.add(folder);
    const again = (kept: readonly Entry[]) =>
      operation === 'move-files' ? this.move(kept, folder, 'keep-both') : this.copy(kept, folder, 'keep-both');
    return this.#fresh.afterRenames(entries, async (fresh) => {
      const paths = fresh.map(({ path }) => path);
      const subject = {
        name: fresh.length === 1 ? fresh[0]?.name : undefined,
        to: folder === '' ? filesText.root : nameOf(folder),
        askedCount: fresh.length,
      };
      const ended = await this.#notices.perform(operation, requestsOf(fresh, folder, onConflict), subject, {
        asked: askedPaths(paths),
        ask: (conflicts) => void this.#ask(fresh, folder, conflicts, again),
      });
      return { ended, paths };
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
