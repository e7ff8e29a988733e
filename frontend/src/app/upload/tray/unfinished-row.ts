import { Component, computed, inject, input, signal } from '@angular/core';
import { MatButton, MatIconButton } from '@angular/material/button';

import { nameOf } from '../../format/name-of.ts';
import { Icon } from '../../icons/icon.ts';
import { uploadText } from '../../text/upload-text.ts';
import { pickFiles, reopen } from '../intake/file-handles.ts';
import { differenceOf, unfinishedWords } from './unfinished-words.ts';
import { UnfinishedUploads, type UnfinishedItem } from './unfinished-uploads.ts';

/** One unfinished upload, with buttons to resume and to discard it. */
@Component({
  selector: 'airlock-unfinished-row',
  imports: [Icon, MatButton, MatIconButton],
  templateUrl: './unfinished-row.html',
  styleUrls: ['./upload-row.scss', './unfinished-row.scss'],
})
export class UnfinishedRow {
  readonly item = input.required<UnfinishedItem>();

  protected readonly text = uploadText.unfinished;
  protected readonly name = computed(() => nameOf(this.item().upload.path));
  protected readonly problem = signal<string | undefined>(undefined);
  protected readonly words = computed(() => this.problem() ?? unfinishedWords(this.item(), Date.now()));
  protected readonly isElsewhere = computed(() => this.item().upload.kind === 'elsewhere');
  protected readonly asking = signal(false);
  protected readonly busy = signal(false);
  /** Whether the browser failed to open the file that it had kept. From then on the person chooses the file. */
  readonly #handleFailed = signal(false);
  readonly #unfinished = inject(UnfinishedUploads);

  protected async resume(input: HTMLInputElement): Promise<void> {
    const handle = this.item().upload.record?.handle;
    if (handle && !this.#handleFailed()) return this.#reopen(handle);
    const picked = await pickFiles(window, false);
    if (picked.kind === 'unsupported') input.click();
    const [chosen] = picked.kind === 'picked' ? picked.handles : [];
    if (chosen) await this.#reopen(chosen);
  }

  protected chosen(input: HTMLInputElement): void {
    const file = input.files?.[0];
    input.value = '';
    if (file) this.#goOn(file);
  }

  protected async discard(): Promise<void> {
    this.asking.set(false);
    this.busy.set(true);
    try {
      await this.#unfinished.discard(this.item().upload);
    } catch {
      this.problem.set(this.text.discardFailed);
    } finally {
      this.busy.set(false);
    }
  }

  async #reopen(handle: FileSystemFileHandle): Promise<void> {
    const reopened = await reopen(handle);
    if (reopened.kind === 'opened') {
      this.#goOn(reopened.file, handle);
    } else {
      this.#handleFailed.set(true);
      this.problem.set(this.text[reopened.kind]);
    }
  }

  /**
   * Resumes with `file` unless its size differs. Only the bytes prove that it is the same file, but another size proves
   * at once that it is not.
   */
  #goOn(file: File, handle?: FileSystemFileHandle): void {
    const { upload } = this.item();
    const difference = differenceOf(upload, file);
    this.problem.set(difference);
    if (difference === undefined) this.#unfinished.resume(upload, file, handle);
    else this.#handleFailed.set(true);
  }
}
