import { Injectable, signal } from '@angular/core';

import { nameOf } from '../../format/name-of.ts';
import { deviceStorage } from '../../storage/safe-storage.ts';

const names: ReadonlySet<string> = new Set(['.ds_store', 'thumbs.db', 'desktop.ini', 'icon\r']);
const storageKey = 'airlock.system-files';

/**
 * Returns whether a file is one that macOS or Windows puts into folders and hides. People do not know that they choose it.
 * `._name` holds what a foreign disk cannot store of the file `name`.
 */
export function isSystemFile(path: string): boolean {
  const name = nameOf(path).toLowerCase();
  return names.has(name) || name.startsWith('._');
}

/** Whether hidden system files are uploaded too. The choice is remembered on this device. */
@Injectable({ providedIn: 'root' })
export class SystemFiles {
  readonly #areKept = signal(deviceStorage.get(storageKey) === 'true');

  readonly areKept = this.#areKept.asReadonly();

  keep(areKept: boolean): void {
    this.#areKept.set(areKept);
    deviceStorage.set(storageKey, String(areKept));
  }
}
