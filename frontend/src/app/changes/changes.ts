import { DOCUMENT } from '@angular/common';
import { computed, DestroyRef, inject, Injectable, signal } from '@angular/core';
import type { Change } from '@airlock/contract';
import { filter, firstValueFrom, map, merge, Subject } from 'rxjs';

import { API_CLIENT } from '../api/api-client.ts';
import { ApiError, toApiError } from '../api/api-error.ts';
import { PageOwner } from '../api/page-owner.ts';
import { SignOutWork } from '../api/sign-out-work.ts';
import {
  mayHaveHappened,
  outlivesPage,
  sendChange,
  type ChangeRequests,
  type ChangingOperation,
} from './change-request.ts';
import { watchChange } from './watch-change.ts';

/**
 * Sends changes of files to the server at once, and follows those that go on there. Nothing waits in the page: a change
 * that the server has answered happens whatever becomes of the page. All that is known here belongs to one person and is
 * dropped when the page passes to somebody else.
 */
@Injectable({ providedIn: 'root' })
export class Changes {
  readonly #client = inject(API_CLIENT);
  readonly #owner = inject(PageOwner);
  readonly #document = inject(DOCUMENT);
  readonly #running = signal<readonly Change[]>([]);
  readonly #atRisk = signal(0);
  readonly #ended = new Subject<Change>();
  readonly #outdated = new Subject<void>();
  readonly #forgotten = new Subject<Change>();
  readonly #unanswered = new Set<Promise<unknown>>();
  #passedOn = new AbortController();

  /** The changes that go on on the server, the newest first, as last heard of. */
  readonly running = this.#running.asReadonly();
  /** Emits each change when it has ended, also one that was done within its request. */
  readonly ended = this.#ended.asObservable();
  /** Emits when lists may be wrong: a change has ended, or the answer to a request was lost. */
  readonly outdated = this.#outdated.asObservable();
  /** Whether leaving the page now could lose a request that the browser has not finished sending. */
  readonly areAtRisk = computed(() => this.#atRisk() > 0);

  constructor() {
    this.#owner.follow((userId) => this.#belongTo(userId));
    // A request needs the token of the person who made it.
    inject(SignOutWork).add(async () => {
      await Promise.allSettled(this.#unanswered);
    });
    inject(DestroyRef).onDestroy(() => this.#passedOn.abort());
  }

  /**
   * Sends a change. Resolves with the change as the server first answers it: `done`, or `running` while the server goes
   * on. Rejects with an ApiError when it was refused or its answer was lost (`mayHaveHappened`), and with `unauthorized`
   * when the page has passed to somebody else meanwhile.
   */
  async start<Name extends ChangingOperation>(operation: Name, request: ChangeRequests[Name]): Promise<Change> {
    const isMine = this.#owner.claim();
    const answer = sendChange(this.#client, operation, request);
    this.#unanswered.add(answer);
    const risk = outlivesPage(request) ? 0 : 1;
    this.#atRisk.update((count) => count + risk);
    try {
      const { change } = await answer;
      if (isMine()) this.#take(change);
      else throw passedOn();
      return change;
    } catch (error) {
      if (!isMine()) throw passedOn();
      if (mayHaveHappened(toApiError(error))) this.#outdated.next();
      throw toApiError(error);
    } finally {
      this.#unanswered.delete(answer);
      this.#atRisk.update((count) => count - risk);
    }
  }

  /** Sends the request that undoes `change`. Resolves and rejects as `start` does. */
  undo({ undo }: Change): Promise<Change> {
    if (!undo) return Promise.reject(new ApiError('not-found', 'This change cannot be undone.'));
    return this.start(undo.operation, undo.request);
  }

  /**
   * Resolves with `change` when it has ended. Rejects when that can no longer be known: the server has forgotten it, or
   * the page passes to somebody else.
   */
  async whenEnded(change: Change): Promise<Change> {
    if (change.state !== 'running') return change;
    const isIt = ({ changeId }: Change) => changeId === change.changeId;
    const forgotten = this.#forgotten.pipe(
      filter(isIt),
      map(() => {
        throw new ApiError('internal', 'Nobody knows how this change ended.');
      }),
    );
    return firstValueFrom(merge(this.#ended.pipe(filter(isIt)), forgotten));
  }

  /** Stops a running change. What is done stays done. */
  async stop(changeId: string): Promise<Change> {
    const isMine = this.#owner.claim();
    try {
      const { change } = await this.#client.stopChange({ changeId });
      if (isMine()) this.#see(change);
      return change;
    } catch (error) {
      throw toApiError(error);
    }
  }

  #belongTo(userId: string | undefined): void {
    this.#passedOn.abort();
    this.#passedOn = new AbortController();
    for (const change of this.#running()) this.#forget(change);
    if (userId !== undefined) void this.#find(this.#passedOn.signal);
  }

  /**
   * Follows the changes that were begun before a reload or on another device. Only the newest changes are asked for: the
   * list of all of them is another page.
   */
  async #find(signal: AbortSignal): Promise<void> {
    try {
      const { changes } = await this.#client.listChanges({}, signal);
      for (const change of changes) if (change.state === 'running') this.#take(change);
    } catch {
      // Nothing depends on it: the server goes on by itself.
    }
  }

  /** Takes in a change that this page has not heard of before. */
  #take(change: Change): void {
    if (change.state !== 'running') {
      this.#end(change);
    } else if (!this.#isRunning(change)) {
      this.#running.update((known) => [change, ...known]);
      void this.#watch(change, this.#passedOn.signal);
    }
  }

  async #watch(change: Change, signal: AbortSignal): Promise<void> {
    const { changeId } = change;
    const show = async () => (await this.#client.showChange({ changeId }, signal)).change;
    try {
      await watchChange(show, (seen) => this.#see(seen), { document: this.#document, signal });
    } catch {
      if (!signal.aborted) this.#lose(change);
    }
  }

  /** Takes over what the server says about a running change. What is told of it after its end is ignored. */
  #see(change: Change): void {
    if (!this.#isRunning(change)) return;
    if (change.state === 'running') {
      this.#running.update((known) => known.map((it) => (it.changeId === change.changeId ? change : it)));
    } else {
      this.#remove(change);
      this.#end(change);
    }
  }

  #end(change: Change): void {
    this.#ended.next(change);
    this.#outdated.next();
  }

  #lose(change: Change): void {
    this.#forget(change);
    this.#outdated.next();
  }

  #forget(change: Change): void {
    this.#remove(change);
    this.#forgotten.next(change);
  }

  #remove({ changeId }: Change): void {
    this.#running.update((known) => known.filter((it) => it.changeId !== changeId));
  }

  #isRunning({ changeId }: Change): boolean {
    return this.#running().some((it) => it.changeId === changeId);
  }
}

const passedOn = () => new ApiError('unauthorized', 'The page has passed to somebody else.');
