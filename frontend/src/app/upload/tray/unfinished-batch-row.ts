import { Component, computed, inject, input, signal } from '@angular/core';
import { MatButton, MatIconButton } from '@angular/material/button';

import { Icon } from '../../icons/icon.ts';
import { filesText } from '../../text/files-text.ts';
import { uploadText } from '../../text/upload-text.ts';
import type { LeftBatch } from '../../transfer/queue/left-batch.ts';
import { fromInput } from '../intake/chosen-files.ts';
import { UploadRows } from '../rows/upload-rows.ts';
import { UnfinishedBatches } from './unfinished-batches.ts';

/** One batch of files that an earlier visit did not finish, with buttons to go on and to discard it. */
@Component({
  selector: 'airlock-unfinished-batch-row',
  imports: [Icon, MatButton, MatIconButton],
  templateUrl: './unfinished-batch-row.html',
  styleUrls: ['./upload-row.scss', './unfinished-row.scss'],
})
export class UnfinishedBatchRow {
  readonly batch = input.required<LeftBatch>();

  protected readonly text = uploadText.unfinished;
  protected readonly name = computed(() => this.batch().names.join(', ') || filesText.root);
  protected readonly asking = signal(false);
  protected readonly problem = signal<string | undefined>(undefined);
  /** Whether the browser could not open what it had kept. From then on the person chooses the files. */
  readonly #handlesFailed = signal(false);
  readonly #unfinished = inject(UnfinishedBatches);
  readonly #rows = inject(UploadRows);
  protected readonly hasHandles = computed(() => this.batch().record.hasHandles && !this.#handlesFailed());
  protected readonly action = computed(() => {
    if (this.hasHandles()) return this.text.resume;
    return this.batch().hasFolders ? this.text.chooseFolder : this.text.chooseFiles;
  });
  protected readonly words = computed(() => {
    // The counts of a batch are no signals. They change when files are added, and so do the totals.
    this.#rows.totals();
    const { uploadedFiles, allFiles, record, hasFolders } = this.batch();
    const amount = this.text.batch(uploadedFiles, allFiles, record.isComplete);
    if (this.hasHandles()) return amount;
    return `${amount} ${hasFolders ? this.text.folderAgain : this.text.filesAgain}`;
  });

  protected async goOn(input: HTMLInputElement): Promise<void> {
    if (!this.hasHandles()) {
      input.click();
      return;
    }
    const goneOn = await this.#unfinished.goOn(this.batch());
    this.#handlesFailed.set(goneOn !== 'added');
    this.problem.set(goneOn === 'added' ? undefined : this.text.batchProblems[goneOn]);
  }

  protected chosen(input: HTMLInputElement): void {
    const files = fromInput(input.files ?? []);
    input.value = '';
    if (files.length === 0) return;
    const isOurs = this.#unfinished.addChosen(this.batch(), files);
    this.problem.set(isOurs ? undefined : this.text.otherFolder(this.name()));
  }

  protected discard(): void {
    void this.#unfinished.discard(this.batch());
  }
}
