import { inject, Injectable, signal } from '@angular/core';

import { Notices } from '../../notices/notices.ts';
import { uploadText } from '../../text/upload-text.ts';
import type { Upload } from '../../transfer/queue/upload-queue.ts';
import { BrowserUploadQueue } from '../browser-upload-queue.ts';
import { UploadRows } from '../rows/upload-rows.ts';
import { BrowserTransferPorts } from '../transfer-ports.ts';
import { UploadLog } from '../upload-log.ts';
import { checkChosen, type CheckedFile, type ChosenFile } from './chosen-files.ts';
import { inSlices } from './in-slices.ts';
import { OpenIntakes, type Intake } from './open-intakes.ts';
import { isSystemFile, SystemFiles } from './system-files.ts';
import type { LeftOut, Taker } from './taker.ts';

/** Time that a person has to read what was left out, and to upload it all the same. */
const noticeMs = 12_000;

/** Takes in the files that a person chooses or drops: checks them, queues them and shows them as rows. */
@Injectable({ providedIn: 'root' })
export class UploadIntake {
  readonly #queue = inject(BrowserUploadQueue);
  readonly #rows = inject(UploadRows);
  readonly #log = inject(UploadLog);
  readonly #intakes = inject(OpenIntakes);
  readonly #systemFiles = inject(SystemFiles);
  readonly #notices = inject(Notices);
  readonly #session = inject(BrowserTransferPorts).session;
  #refusedId = 0;

  /**
   * Checks `chosen` against the rules and starts what passes; the rest is shown with its reason. The first files are
   * queued at once, and thousands of files are queued in slices so that the page stays smooth.
   */
  add(chosen: Iterable<ChosenFile>, folder: string): Promise<void> {
    return this.addFound(folder, ({ take }) => take(chosen));
  }

  /**
   * Adds the files that `find` hands over as it finds them, until its signal fires. When the person pauses, cancels or
   * answers for all uploads meanwhile, this also holds for the files that are found afterwards. Says what was left out.
   */
  async addFound(folder: string, find: (taker: Taker) => Promise<unknown>): Promise<void> {
    const userId = this.#session.owner();
    const leftOut: LeftOut = { unreadable: 0, emptyFolders: 0 };
    const system: ChosenFile[] = [];
    const batch = this.#queue.batches.begin(userId ?? '', folder);
    await this.#intakes.during(userId, batch, async (intake) => {
      const group = this.#log.begin(folder, () => intake.stop.abort());
      const add = (slice: readonly ChosenFile[]) =>
        this.#addNow(this.#wanted(slice, system), folder, { intake, group });
      await find({
        take: (files) => inSlices(files, add),
        signal: intake.stop.signal,
        leftOut,
        keep: (handles) => batch.keepHandles(handles),
      });
    });
    if (this.#session.owner() === userId) this.#say(leftOut, system, folder);
  }

  /** Returns the files of `slice` that are wanted, and puts the hidden files of the system into `system`. */
  #wanted(slice: readonly ChosenFile[], system: ChosenFile[]): readonly ChosenFile[] {
    if (this.#systemFiles.areKept()) return slice;
    return slice.filter((chosen) => !isSystemFile(chosen.relativePath) || !system.push(chosen));
  }

  #addNow(chosen: readonly ChosenFile[], folder: string, { intake, group }: { intake: Intake; group: number }): void {
    if (intake.stop.signal.aborted) return;
    const checked = chosen.map((file) => checkChosen(file, folder));
    const accepted = checked.flatMap((file) => (file.kind === 'accepted' ? [file.upload] : []));
    const uploads = [...checked.flatMap((file) => this.#refused(file)), ...this.#queue.add(accepted, intake)];
    this.#rows.add(uploads);
    this.#log.add(group, uploads);
  }

  #refused(file: CheckedFile): Upload[] {
    if (file.kind === 'accepted') return [];
    const { reason, detail, upload } = file;
    return [
      { ...upload, id: --this.#refusedId, state: { kind: 'failed', reason, ...(detail !== undefined && { detail }) } },
    ];
  }

  #say({ unreadable, emptyFolders }: LeftOut, system: readonly ChosenFile[], folder: string): void {
    const words = uploadText.leftOut;
    const sentences = [
      unreadable > 0 ? words.unreadable(unreadable) : '',
      emptyFolders > 0 ? words.emptyFolders(emptyFolders) : '',
      system.length > 0 ? words.system(system.length) : '',
    ].filter(Boolean);
    if (sentences.length === 0) return;
    const choose = () => {
      this.#notices.close(id);
      this.#systemFiles.keep(true);
      void this.add(system, folder);
    };
    const actions = system.length > 0 ? [{ label: words.keepSystem, choose }] : [];
    const id = this.#notices.show(signal({ sentence: sentences.join(' '), durationMs: noticeMs, actions }));
  }
}
