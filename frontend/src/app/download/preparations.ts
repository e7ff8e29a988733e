import { inject, Injectable } from '@angular/core';

import { nameOf } from '../format/name-of.ts';
import { archiveWords } from './archive-words.ts';
import type { DownloadRow } from './download-row.ts';
import type { PrepareMessage } from './service/messages.ts';
import { SignedSource } from './signed-source.ts';

/** What the service worker, or the page in its place, is told of a download before it starts. */
@Injectable({ providedIn: 'root' })
export class Preparations {
  readonly #sources = inject(SignedSource);

  /** Signs a single file. Rejects with an ApiError, or with the reason of the signal. */
  async of(row: DownloadRow, id: string, signal: AbortSignal, retrying: () => void): Promise<PrepareMessage> {
    const { path, versionId, archive } = row;
    const name = nameOf(path);
    if (archive) return { kind: 'prepare-archive', id, name, words: archiveWords };
    return { kind: 'prepare', id, name, source: await this.#sources.of({ path, versionId }, signal, retrying) };
  }
}
