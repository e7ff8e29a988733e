import { computed, effect, inject, Injectable, signal, untracked, type WritableSignal } from '@angular/core';
import type { Change, FailedItem } from '@airlock/contract';

import { ApiError, toApiError } from '../api/api-error.ts';
import { PageOwner } from '../api/page-owner.ts';
import { Notices, type NoticeAction, type NoticeContent } from '../notices/notices.ts';
import { changesText } from '../text/changes-text.ts';
import { text } from '../text/text.ts';
import { ChangeGroup, type GroupSubject } from './change-group.ts';
import { subjectOf } from './change-subject.ts';
import type { ChangeRequests, ChangingOperation } from './change-request.ts';
import { failuresOf, goesOn, progressOf, wordsOf, type GroupState, type GroupWords } from './change-words.ts';
import { conflictsOf, isEmpty, withoutConflicts, type AskedPaths } from './change-conflicts.ts';
import { isWhole } from './change-outcome.ts';
import { Changes } from './changes.ts';
import { FreshEntries } from './fresh-entries.ts';

/** Requests of one action that are under way at the same time: 100,000 files are a hundred requests. */
const atOnce = 4;

/** Within this time a person still waits for what came of it, and is asked at once about names that are taken. */
const waitedForMs = 4_000;

/** Time that a person has to undo with the notice; the page of all changes offers it for 7 days. */
const undoMs = 20_000;

const kinds = {
  'delete-files': 'delete',
  'restore-files': 'restore',
  'purge-files': 'purge',
  'move-files': 'move',
  'copy-files': 'copy',
} as const;

/**
 * Makes changes for a person, with a notice about each: how far it is and Stop, what came of it and Undo, or why it was
 * refused. A change that was begun elsewhere and still runs gets a notice too.
 */
@Injectable({ providedIn: 'root' })
export class ChangeNotices {
  readonly #changes = inject(Changes);
  readonly #notices = inject(Notices);
  readonly #owner = inject(PageOwner);
  readonly #fresh = inject(FreshEntries);
  /** The groups that go on, so that no change has two notices. */
  readonly #open = new Set<ChangeGroup>();

  constructor() {
    this.#owner.follow(() => this.#open.clear());
    effect(() => {
      for (const change of this.#changes.running()) untracked(() => this.#adopt(change));
    });
  }

  /**
   * Sends `requests` of one operation, a few at a time. Resolves with what came of them when all have ended; never rejects.
   * `subject` says what they ask for together, and how it is told where that is not the kind of the operation.
   */
  async perform<Name extends ChangingOperation>(
    operation: Name,
    requests: readonly ChangeRequests[Name][],
    subject: Omit<GroupSubject, 'kind'> & { readonly kind?: GroupSubject['kind'] },
    { decide, undone }: Participation = {},
  ): Promise<GroupState> {
    const group = new ChangeGroup(this.#changes, { kind: kinds[operation], ...subject });
    const started = this.#startInTurn(requests.map((request) => () => this.#changes.start(operation, request)));
    const beganMs = performance.now();
    const isMine = this.#owner.claim();
    const ended = this.#follow(group, started);
    const decideNow = this.#show(group, { decide, undone });
    await ended;
    if (isMine() && performance.now() - beganMs < waitedForMs) decideNow();
    return group.state();
  }

  /** Starts a few at once, and each of the others when one of those before it has been answered. */
  #startInTurn(starts: readonly (() => Promise<Change>)[]): Promise<Change>[] {
    const isMine = this.#owner.claim();
    const started: Promise<Change>[] = [];
    for (const [index, start] of starts.entries()) {
      const before = started[index - atOnce];
      // What waits must not be sent with the token of the next person.
      const next = () => (isMine() ? start() : Promise.reject(new ApiError('unauthorized', 'The page is not theirs.')));
      started.push(before ? before.then(next, next) : start());
    }
    return started;
  }

  #adopt(change: Change): void {
    for (const group of this.#open) if (group.includes(change)) return;
    const group = new ChangeGroup(this.#changes, subjectOf(change));
    void this.#follow(group, [Promise.resolve(change)]);
    this.#show(group);
  }

  async #follow(group: ChangeGroup, started: readonly Promise<Change>[]): Promise<void> {
    this.#open.add(group);
    await group.follow(started);
    this.#open.delete(group);
  }

  /** Shows a notice about a group. Returns what asks the person about names that are taken, if there are any. */
  #show(group: ChangeGroup, { decide, undone }: Participation = {}): () => void {
    const shown = signal<Shown>({ group, isUndone: false, asked: group.subject, undone });
    const decideNow = () => {
      const conflicts = decide ? conflictsOf(group.state(), decide.asked) : [];
      if (!decide || conflicts.length === 0 || shown().isDecided) return;
      shown.update((it) => ({ ...it, isDecided: true }));
      const rest = withoutConflicts(group.state(), decide.asked);
      if (isEmpty(rest)) this.#notices.close(id);
      decide.ask({ items: conflicts, alsoFailed: failuresOf(rest) });
    };
    const id = this.#notices.show(computed(() => this.#contentOf(shown, decide && { ...decide, now: decideNow })));
    return decideNow;
  }

  #contentOf(shown: WritableSignal<Shown>, decide: (Decide & { readonly now: () => void }) | undefined): NoticeContent {
    const { group, again, isUndone, isDecided } = shown();
    const all = group.state();
    if (goesOn(all)) return { ...wordsOf(all), progress: progressOf(all), actions: this.#stopOf(all) };
    const conflictCount = decide && !isUndone ? conflictsOf(all, decide.asked).length : 0;
    const state = decide && conflictCount > 0 ? withoutConflicts(all, decide.asked) : all;
    const isRefused = state.changes.length === 0 && again !== undefined;
    const actions = isRefused ? [{ label: changesText.tryAgain, choose: again }] : this.#undoOf(state, shown);
    const told = withConflicts(wordsOf(state), isDecided ? 0 : conflictCount, isEmpty(state));
    if (decide && conflictCount > 0 && !isDecided) actions.unshift({ label: changesText.decide, choose: decide.now });
    const stays = hasTrouble(state) || (conflictCount > 0 && !isDecided);
    return { ...told, actions, durationMs: stays ? undefined : undoMs };
  }

  #stopOf({ changes }: GroupState): NoticeAction[] {
    const running = changes.filter(({ state }) => state === 'running');
    if (running.length === 0) return [];
    return [{ label: changesText.stop, choose: () => void this.#stop(running) }];
  }

  async #stop(running: readonly Change[]): Promise<void> {
    const isMine = this.#owner.claim();
    try {
      await Promise.all(running.map(({ changeId }) => this.#changes.stop(changeId)));
    } catch (error) {
      if (isMine()) this.#notices.say(changesText.stopFailed(text.calls[toApiError(error).code]));
    }
  }

  /** Offers to undo what was done. The notice then tells of the undoing, which can itself be undone. */
  #undoOf({ changes, name }: GroupState, shown: WritableSignal<Shown>): NoticeAction[] {
    const done = changes.filter(({ undo, doneCount }) => undo !== undefined && doneCount > 0);
    const operation = done[0]?.undo?.operation;
    if (operation === undefined) return [];
    const askedCount = done.reduce((sum, { doneCount }) => sum + doneCount, 0);
    const { isUndone, asked, undone } = shown();
    const undo = () => {
      const kind = kinds[operation] === 'move' && !isUndone ? 'move-back' : kinds[operation];
      const subject: GroupSubject = kind === 'move' ? { ...asked, askedCount } : { kind, name, askedCount };
      const group = new ChangeGroup(this.#changes, subject);
      shown.set({ group, asked, undone, again: undo, isUndone: !isUndone });
      const whole = this.#undo(group, done);
      if (undone) undone(!isUndone, whole);
      else for (const change of done) this.#fresh.expectUndone(change, whole);
    };
    return [{ label: changesText.undo, isUndo: !isUndone, choose: undo }];
  }

  /** Undoes changes, followed by `group`. Resolves with whether all of it is undone, for the person who asked for it. */
  async #undo(group: ChangeGroup, done: readonly Change[]): Promise<boolean> {
    const isMine = this.#owner.claim();
    await this.#follow(
      group,
      done.map((change) => this.#changes.undo(change)),
    );
    return isMine() && isWhole(group.state());
  }
}

/** What was asked for and left because its new name is taken. */
export interface Conflicts {
  readonly items: readonly FailedItem[];
  /** What else was left, and why, a sentence each. */
  readonly alsoFailed: readonly string[];
}

/** How a person is asked about new names that are taken. */
export interface Decide {
  /** The files and folders that were asked for. */
  readonly asked: AskedPaths;
  readonly ask: (conflicts: Conflicts) => void;
}

/** How others take part in a change after it was asked for. */
export interface Participation {
  /**
   * With it, names that are taken are no failure: the person is asked about them, at once when they still wait for it, and
   * otherwise when they choose to be.
   */
  readonly decide?: Decide | undefined;
  /**
   * Is called when what was done begins to be undone, and with `false` when it begins to be done again. `whole` resolves with
   * whether that was done to all of it, and never rejects.
   */
  readonly undone?: ((isUndone: boolean, whole: Promise<boolean>) => unknown) | undefined;
}

function withConflicts(words: GroupWords, count: number, isAll: boolean): GroupWords {
  if (count === 0) return words;
  const line = changesText.taken(count);
  return isAll ? { sentence: line, details: [] } : { ...words, details: [...words.details, line] };
}

/** What a notice tells of, and how it can be tried again. */
interface Shown {
  readonly group: ChangeGroup;
  /** What the person asked for at first, before anything was undone. */
  readonly asked: GroupSubject;
  readonly again?: () => void;
  readonly undone: Participation['undone'];
  /** Whether the person was asked about the names that are taken. */
  readonly isDecided?: boolean;
  /**
   * Whether the group undoes what the notice told of before. Ctrl+Z then goes on to the change before, and does not undo
   * the undoing.
   */
  readonly isUndone: boolean;
}

/** Whether a notice says what was not done. It then stays until it is closed. */
const hasTrouble = ({ changes, errors }: GroupState): boolean =>
  errors.length > 0 || changes.some(({ failedCount, state }) => failedCount > 0 || state === 'failed');
