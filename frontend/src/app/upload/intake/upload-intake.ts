import { inject, Injectable } from '@angular/core';

import type { Upload } from '../../transfer/queue/upload-queue.ts';
import { BrowserUploadQueue } from '../browser-upload-queue.ts';
import { UploadRows } from '../rows/upload-rows.ts';
import { BrowserTransferPorts } from '../transfer-ports.ts';
import { checkChosen, type CheckedFile, type ChosenFile } from './chosen-files.ts';
import { inSlices } from './in-slices.ts';
import { OpenIntakes, type Intake } from './open-intakes.ts';

export type TakeFiles = (files: Iterable<ChosenFile>) => Promise<void>;

/** Takes in the files that a person chooses or drops: checks them, queues them and shows them as rows. */
@Injectable({ providedIn: 'root' })
export class UploadIntake {
  readonly #queue = inject(BrowserUploadQueue);
  readonly #rows = inject(UploadRows);
  readonly #intakes = inject(OpenIntakes);
  readonly #session = inject(BrowserTransferPorts).session;
  #refusedId = 0;

  /**
   * Checks `chosen` against the rules and starts what passes; the rest is shown with its reason. The first files are
   * queued at once, and thousands of files are queued in slices so that the page stays smooth.
   */
  add(chosen: Iterable<ChosenFile>, folder: string): Promise<void> {
    return this.addFound(folder, (take) => take(chosen));
  }

  /**
   * Adds the files that `find` hands over as it finds them, until its signal fires. When the person pauses, cancels or
   * answers for all uploads meanwhile, this also holds for the files that are found afterwards.
   */
  addFound<T>(folder: string, find: (take: TakeFiles, signal: AbortSignal) => Promise<T>): Promise<T> {
    return this.#intakes.during(this.#session.owner(), (intake) => {
      const add = (slice: ChosenFile[]) => this.#addNow(slice, folder, intake);
      return find((files) => inSlices(files, add), intake.stop.signal);
    });
  }

  #addNow(chosen: readonly ChosenFile[], folder: string, intake: Intake): void {
    if (intake.stop.signal.aborted) return;
    const checked = chosen.map((file) => checkChosen(file, folder));
    const accepted = checked.flatMap((file) => (file.kind === 'accepted' ? [file.upload] : []));
    this.#rows.add([...checked.flatMap((file) => this.#refused(file)), ...this.#queue.add(accepted, intake)]);
  }

  #refused(file: CheckedFile): Upload[] {
    if (file.kind === 'accepted') return [];
    const { reason, detail, upload } = file;
    return [
      { ...upload, id: --this.#refusedId, state: { kind: 'failed', reason, ...(detail !== undefined && { detail }) } },
    ];
  }
}
