import { inject, Injectable, Injector } from '@angular/core';

import { PageOwner } from '../api/page-owner.ts';
import { loadCode } from '../loading/load-code.ts';
import { MissingCode } from '../loading/missing-code.ts';
import type { ArchiveContent } from '../transfer/archive/found-page.ts';
import { chooseFolder } from './disk/choose-folder.ts';
import type { DownloadQueue } from './download-queue.ts';
import { hasDownloads } from './download-record.ts';

/** Returns `content` with what an archive needs of each file: lists know more of theirs. */
const foundOf = ({ files, folders }: ArchiveContent): ArchiveContent => ({
  files: files.map(({ path, sizeBytes, modifiedAt }) => ({ path, sizeBytes, modifiedAt })),
  folders,
});

/** Starts downloads. What carries them out is loaded when it is first needed. */
@Injectable({ providedIn: 'root' })
export class Downloads {
  readonly #injector = inject(Injector);
  readonly #missing = inject(MissingCode);
  readonly #owner = inject(PageOwner);

  /** Goes on with the downloads that an earlier page of this tab did not finish. */
  restore(): void {
    if (hasDownloads()) void this.#use((queue) => queue.add([]));
  }

  download(paths: readonly string[]): Promise<void> {
    return this.#use((queue) => queue.add(paths.map((path) => ({ path, versionId: undefined }))));
  }

  downloadVersion(path: string, versionId: string): Promise<void> {
    return this.#use((queue) => queue.add([{ path, versionId }]));
  }

  /** Downloads files and folders as one ZIP file of this name. */
  downloadArchive(name: string, content: ArchiveContent): Promise<void> {
    return this.#use((queue) => queue.addArchive(name, foundOf(content)));
  }

  /**
   * Asks for a folder on the disk, and downloads files and folders to it. Must be called for a press of the person. `name` is
   * what the tray shows, and `when` calls what begins, with what of `content` is downloaded, once that can be listed.
   */
  async downloadToFolder(
    name: string,
    content: ArchiveContent,
    when: (begin: (content: ArchiveContent) => Promise<void>) => Promise<unknown> = (begin) => begin(content),
  ): Promise<void> {
    const isMine = this.#owner.claim();
    const folder = await chooseFolder();
    if (!folder || !isMine()) return;
    await when((wanted) => this.#use((queue) => queue.addToFolder(name, foundOf(wanted), folder)));
  }

  /** Cancels downloads that go on, in this order. */
  async cancel(ids: readonly number[]): Promise<void> {
    const isMine = this.#owner.claim();
    const queue = await this.#queue();
    if (isMine()) for (const id of ids) queue.cancel(id);
  }

  async #use(act: (queue: DownloadQueue) => void): Promise<void> {
    const isMine = this.#owner.claim();
    try {
      const queue = await this.#queue();
      this.#missing.arrived(this);
      if (isMine()) act(queue);
    } catch (error) {
      if (isMine()) this.#missing.tell(error, this);
    }
  }

  async #queue(): Promise<DownloadQueue> {
    const { DownloadQueue } = await loadCode(() => import('./download-queue.ts'));
    return this.#injector.get(DownloadQueue);
  }
}
