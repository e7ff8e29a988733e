import { computed, signal } from '@angular/core';
import type { Change } from '@airlock/contract';

import { toApiError, type ApiError } from '../api/api-error.ts';
import type { Changes } from './changes.ts';
import type { GroupState, ToldKind } from './change-words.ts';

/** What one action of a person asks for. */
export interface GroupSubject {
  readonly kind: ToldKind;
  /** Name of the folder that files go to, or the new name of what is renamed. */
  readonly to?: string | undefined;
  /** Name of the only file or folder; `undefined` when there are several. */
  readonly name: string | undefined;
  /** Number of files and folders that are asked for. */
  readonly askedCount: number;
}

/** The changes that one action of a person makes, followed until the last of them has ended. */
export class ChangeGroup {
  readonly subject: GroupSubject;
  readonly #service: Changes;
  readonly #changes = signal<readonly Change[]>([]);
  readonly #errors = signal<readonly ApiError[]>([]);
  readonly #unansweredCount = signal(0);

  readonly state = computed((): GroupState => {
    const running = this.#service.running();
    const latest = (change: Change) => running.find(({ changeId }) => changeId === change.changeId) ?? change;
    return {
      ...this.subject,
      unansweredCount: this.#unansweredCount(),
      changes: this.#changes().map((change) => (change.state === 'running' ? latest(change) : change)),
      errors: this.#errors(),
    };
  });

  constructor(service: Changes, subject: GroupSubject) {
    this.#service = service;
    this.subject = subject;
  }

  /** Follows the changes that `started` resolves with. Resolves when all have ended or failed; never rejects. */
  async follow(started: readonly Promise<Change>[]): Promise<void> {
    this.#unansweredCount.set(started.length);
    await Promise.all(started.map((each) => this.#follow(each)));
  }

  includes({ changeId }: Change): boolean {
    return this.#changes().some((change) => change.changeId === changeId);
  }

  async #follow(started: Promise<Change>): Promise<void> {
    const change = await this.#try(started);
    this.#unansweredCount.update((count) => count - 1);
    if (!change) return;
    this.#changes.update((changes) => [...changes, change]);
    const ended = await this.#try(this.#service.whenEnded(change));
    if (ended) this.#changes.update((changes) => changes.map((it) => (it === change ? ended : it)));
    else this.#changes.update((changes) => changes.filter((it) => it !== change));
  }

  async #try(answer: Promise<Change>): Promise<Change | undefined> {
    try {
      return await answer;
    } catch (error) {
      this.#errors.update((errors) => [...errors, toApiError(error)]);
      return undefined;
    }
  }
}
