import { inject, Injectable, signal } from '@angular/core';

import { Notices } from '../notices/notices.ts';
import { storageText } from '../text/storage-text.ts';
import { browserLocks } from '../transfer/browser/browser-locks.ts';
import { forgettingDatabase } from '../transfer/browser/forgetting-database.ts';
import { idbBatches } from '../transfer/browser/idb-batches.ts';
import { idbRecords } from '../transfer/browser/idb-records.ts';
import { recordsWithMemory } from '../transfer/browser/records-with-memory.ts';
import { forgottenPeople } from './forgotten-people.ts';

/** The records of uploads that this browser keeps. */
@Injectable({ providedIn: 'root' })
export class KeptRecords {
  readonly #notices = inject(Notices);
  readonly #late = signal(0);
  readonly locks = browserLocks();
  readonly #database = forgettingDatabase('airlock-uploads', {
    people: forgottenPeople,
    locks: this.locks,
    openedLate: () => this.#openedLate(),
  });

  readonly records = recordsWithMemory(idbRecords(this.#database.open), () =>
    this.#notices.show(signal({ sentence: storageText.blocked })),
  );
  readonly batches = idbBatches(this.#database.open);
  /** Grows when the browser opens the records after a list was made without them. */
  readonly late = this.#late.asReadonly();

  /** Notes that a person has forgotten their uploads. Whoever closes the page before these are removed is forgotten too. */
  note(userId: string): void {
    this.#database.note(userId);
  }

  /**
   * Removes what the browser keeps of a person who has forgotten their uploads: now, or when it opens the records the next
   * time, before anybody uses them.
   */
  forget(userId: string): Promise<void> {
    return this.#database.forget(userId);
  }

  #openedLate(): void {
    void this.records.saveAgain();
    this.#late.update((times) => times + 1);
  }
}
