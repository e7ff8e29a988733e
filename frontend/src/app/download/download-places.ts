import { inject, Injectable } from '@angular/core';

import { nameOf } from '../format/name-of.ts';
import { canChooseFiles, chooseFile } from './choose-file.ts';
import { allowedToWrite, chooseFolder, isOnDisk, mayWrite, type ChosenFolder } from './disk/choose-folder.ts';
import type { DownloadRow } from './download-row.ts';
import { DownloadRows } from './download-rows.ts';
import type { PrepareMessage } from './service/messages.ts';
import { WorkerLink } from './worker-link.ts';

/** Saves a download where the person has chosen. Rejects when the page cannot. */
type Save = (message: PrepareMessage) => Promise<void>;

/** Where the downloads go that this page writes itself. */
@Injectable({ providedIn: 'root' })
export class DownloadPlaces {
  readonly #link = inject(WorkerLink);
  readonly #rows = inject(DownloadRows);

  /** Whether the person can be asked where an archive is saved. */
  readonly canAsk = canChooseFiles;

  /** Resolves with how the download is saved to its folder, when it is there and the page may write to it. */
  async known({ disk }: DownloadRow): Promise<Save | undefined> {
    const folder = disk?.folder;
    return folder && (await mayWrite(folder)) && (await isOnDisk(folder)) ? this.#toFolder(folder) : undefined;
  }

  /**
   * Asks the person for the place of a download, or for the permission to write there. Resolves with `undefined` when they give
   * none. Must be called for a press of the person.
   */
  async ask({ id, path, disk }: DownloadRow): Promise<Save | undefined> {
    if (!disk) {
      const file = await chooseFile(nameOf(path));
      return file && ((message) => this.#link.saveInPage(message, file));
    }
    const isUsable = disk.folder && (await allowedToWrite(disk.folder)) && (await isOnDisk(disk.folder));
    const folder = isUsable ? disk.folder : await chooseFolder();
    if (!folder) return undefined;
    this.#rows.change(id, { disk: { folder } });
    return this.#toFolder(folder);
  }

  #toFolder(folder: ChosenFolder): Save {
    return (message) => this.#link.saveToFolder(message, folder);
  }
}
