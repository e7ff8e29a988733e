import { inject, Injectable } from '@angular/core';
import type { FailedItem, OnConflict } from '@airlock/contract';

import { PageOwner } from '../api/page-owner.ts';
import type { Entry } from '../files/entry.ts';
import { parentOf } from '../files/folder-path.ts';
import { nameOf } from '../format/name-of.ts';
import { filesText } from '../text/files-text.ts';
import { ChangeNotices } from './change-notices.ts';
import type { GroupState } from './change-words.ts';
import { ConflictQuestion } from './conflicts/conflict-question.ts';
import { isCertain } from './file-deletes.ts';
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
    const isMine = this.#owner.claim();
    this.#hidden.hide([from]);
    this.#changes.announceRenamed([{ from, to }]);
    const subject = { kind: 'rename', name: entry.name, to: name, askedCount: 1 } as const;
    const renaming = this.#afterRenames([entry], ([fresh = entry]) => {
      const request = { items: [itemTo(fresh, to)], onConflict: 'fail' as const };
      return this.#notices.perform('move-files', [request], subject, taken);
    });
    this.#fresh.expect(to, renaming);
    const ended = await renaming;
    if (!isMine() || !ended) return;
    if (!isWhole(ended)) this.#changes.announceRenamed([{ from: to, to: from }]);
    this.#hidden.show([from]);
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
    const isMine = this.#owner.claim();
    const paths = moved.map(({ path }) => path);
    this.#hidden.hide(paths);
    const ended = await this.#perform('move-files', moved, folder, onConflict);
    if (!isMine()) return;
    if (ended && isCertain(ended)) this.#changes.announceDeleted(withoutFailed(paths, ended));
    this.#hidden.show(paths);
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

  /**
   * Performs something with `entries` as they are stored: at once, or, while lists show new names of them that the server
   * does not have yet, after that. Resolves with `undefined` when the page is somebody else's by then.
   */
  async #afterRenames(
    entries: readonly Entry[],
    perform: (fresh: readonly Entry[]) => Promise<GroupState>,
  ): Promise<GroupState | undefined> {
    if (!this.#fresh.isWaitingFor(entries)) return perform(entries);
    const isMine = this.#owner.claim();
    const fresh = await Promise.all(entries.map((entry) => this.#fresh.freshen(entry)));
    return isMine() ? perform(fresh) : undefined;
  }

  async #perform(
    operation: 'move-files' | 'copy-files',
    entries: readonly Entry[],
    folder: string,
    onConflict: OnConflict,
  ): Promise<GroupState | undefined> {
    this.#recent.add(folder);
    const subject = {
      name: entries.length === 1 ? entries[0]?.name : undefined,
      to: folder === '' ? filesText.root : nameOf(folder),
      askedCount: entries.length,
    };
    const again = (kept: readonly Entry[]) =>
      operation === 'move-files' ? this.move(kept, folder, 'keep-both') : this.copy(kept, folder, 'keep-both');
    return this.#afterRenames(entries, (fresh) =>
      this.#notices.perform(operation, requestsOf(fresh, folder, onConflict), subject, (conflicts) => {
        void this.#ask(fresh, folder, conflicts, again);
      }),
    );
  }

  /** Asks about the names that are taken, and goes on with those that are to be kept beside the others. */
  async #ask(
    entries: readonly Entry[],
    folder: string,
    conflicts: readonly FailedItem[],
    again: (kept: readonly Entry[]) => Promise<void>,
  ): Promise<void> {
    const isMine = this.#owner.claim();
    const taken = new Set(conflicts.map(({ path }) => bare(path)));
    const kept = await this.#question.ask(
      entries.filter(({ path }) => taken.has(bare(path))),
      folder,
    );
    if (isMine() && kept.length > 0) await again(kept);
  }
}

const bare = (path: string): string => path.replace(/\/$/, '');

/** Whether everything that was asked for was done. */
const isWhole = (ended: GroupState): boolean =>
  isCertain(ended) && ended.changes.every(({ failedCount }) => failedCount === 0);

/** Leaves out what was not done, and folders of which something was not. */
function withoutFailed(paths: readonly string[], { changes }: GroupState): string[] {
  const failed = changes.flatMap((change) => change.failed.map(({ path }) => path));
  const whole = new Set(failed.map(bare));
  return paths.filter(
    (path) => !whole.has(bare(path)) && !(path.endsWith('/') && failed.some((it) => it.startsWith(path))),
  );
}
