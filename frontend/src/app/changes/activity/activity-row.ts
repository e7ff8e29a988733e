import { Component, computed, inject, input, signal } from '@angular/core';
import { MatButton } from '@angular/material/button';
import type { Change, ChangeKind } from '@airlock/contract';

import { toApiError } from '../../api/api-error.ts';
import { formatAge, formatDay, formatTime } from '../../format/format.ts';
import { Icon, type IconName } from '../../icons/icon.ts';
import { ProgressBar } from '../../progress/progress-bar.ts';
import { activityText } from '../../text/activity-text.ts';
import { changesText } from '../../text/changes-text.ts';
import { text } from '../../text/text.ts';
import { isWhole } from '../change-outcome.ts';
import { Changes } from '../changes.ts';
import { FreshEntries } from '../fresh-entries.ts';
import { activityWords, isRename, percentOf } from './activity-words.ts';

const icons: Record<ChangeKind, IconName> = {
  delete: 'trash',
  restore: 'restore',
  purge: 'clear',
  move: 'move',
  copy: 'copy',
};

/** One change: what was done, how far it is, what was left, and its undo. */
@Component({
  selector: 'airlock-activity-row',
  imports: [Icon, MatButton, ProgressBar],
  templateUrl: './activity-row.html',
  styleUrl: './activity-row.scss',
})
export class ActivityRow {
  readonly change = input.required<Change>();
  /** The time now, in milliseconds: the age of the change is shown. */
  readonly now = input.required<number>();

  protected readonly text = activityText;
  protected readonly reasons = changesText.item;
  protected readonly icon = computed(() => (isRename(this.change()) ? 'rename' : icons[this.change().kind]));
  protected readonly words = computed(() => activityWords(this.change()));
  /** What the button says that undoes the change. */
  protected readonly undoLabel = computed(() =>
    this.change().kind === 'move' && !isRename(this.change()) ? this.text.moveBack : this.text.undo,
  );
  protected readonly percent = computed(() => percentOf(this.change()));
  protected readonly age = computed(() => formatAge(this.now() - Date.parse(this.change().startedAt)));
  protected readonly exactTime = computed(
    () => `${formatDay(this.change().startedAt)}, ${formatTime(this.change().startedAt)}`,
  );
  /** Whether a request to stop or to undo is on its way. */
  protected readonly busy = signal(false);
  protected readonly undone = signal(false);
  protected readonly problem = signal<string | undefined>(undefined);
  readonly #changes = inject(Changes);
  readonly #fresh = inject(FreshEntries);

  protected async stop(): Promise<void> {
    await this.#try(this.#changes.stop(this.change().changeId), this.text.stopFailed);
  }

  protected async undo(): Promise<void> {
    const change = this.change();
    const undoing = this.#changes.undo(change);
    this.#fresh.expectUndone(change, this.#isWhole(undoing));
    this.undone.set(await this.#try(undoing, this.text.undoFailed));
  }

  /** Resolves with whether all that is being undone was undone; never rejects. */
  async #isWhole(undoing: Promise<Change>): Promise<boolean> {
    try {
      const ended = await this.#changes.whenEnded(await undoing);
      return isWhole({ changes: [ended], errors: [] });
    } catch {
      return false;
    }
  }

  /** Waits for a request. Resolves with whether it was accepted, and says why it was not. */
  async #try(asked: Promise<Change>, failed: (why: string) => string): Promise<boolean> {
    this.busy.set(true);
    this.problem.set(undefined);
    try {
      await asked;
      return true;
    } catch (error) {
      this.problem.set(failed(text.calls[toApiError(error).code]));
      return false;
    } finally {
      this.busy.set(false);
    }
  }
}
