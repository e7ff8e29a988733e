import { inject, Injectable, signal } from '@angular/core';

import { Notices } from '../notices/notices.ts';
import { storageText } from '../text/storage-text.ts';
import { idbBatches } from '../transfer/browser/idb-batches.ts';
import { idbRecords } from '../transfer/browser/idb-records.ts';
import { recordsWithMemory } from '../transfer/browser/records-with-memory.ts';
import { uploadDatabase } from '../transfer/browser/upload-database.ts';

/** The records of uploads that this browser keeps. */
@Injectable({ providedIn: 'root' })
export class KeptRecords {
  readonly #notices = inject(Notices);
  readonly #late = signal(0);
  readonly #database = uploadDatabase('airlock-uploads', () => this.#openedLate());

  readonly records = recordsWithMemory(idbRecords(this.#database), () =>
    this.#notices.show(signal({ sentence: storageText.blocked })),
  );
  readonly batches = idbBatches(this.#database);
  /** Grows when the browser opens the records after a list was made without them. */
  readonly late = this.#late.asReadonly();

  #openedLate(): void {
    void this.records.saveAgain();
    this.#late.update((times) => times + 1);
  }
}
