import { inject, Injectable } from '@angular/core';

import { API_CLIENT } from '../api/api-client.ts';
import { PageOwner } from '../api/page-owner.ts';
import { ContentFailure } from '../contents/content-failure.ts';
import { SignedFile } from '../contents/signed-file.ts';
import { ByteBudget } from './byte-budget.ts';
import { bytesForThumbnail, type ThumbnailFile } from './thumbnail-file.ts';
import { ThumbnailPainter } from './thumbnail-painter.ts';

/** Each thumbnail is a call and a request, so only a few are made at the same time. */
const mostAtOnce = 3;
/** Thumbnails that are kept, some kilobytes each. */
const mostKept = 400;
/** For so long no thumbnail is asked for when the server has had too many requests, or does not answer. */
const restMs = 60_000;

/** Makes thumbnails of pictures, from as few bytes as possible, and keeps those of the last folders. */
@Injectable({ providedIn: 'root' })
export class Thumbnails {
  readonly #client = inject(API_CLIENT);
  readonly #kept = new Map<string, string | undefined>();
  readonly #budget = new ByteBudget();
  readonly #painter = new ThumbnailPainter();
  readonly #waiting: (() => void)[] = [];
  #runningCount = 0;
  #restsUntil = 0;

  constructor() {
    // They are pictures of one person's files.
    inject(PageOwner).follow(() => this.#forgetAll());
  }

  /** Returns whether the file may have a thumbnail. It has none when the person has asked the browser to save data. */
  isWanted(file: ThumbnailFile): boolean {
    return bytesForThumbnail(file) > 0 && !savesData();
  }

  /** Returns the address of a thumbnail that is there already. */
  ready(file: ThumbnailFile): string | undefined {
    return this.#kept.get(keyOf(file));
  }

  /** Resolves with the address of the thumbnail, or with nothing when there is none. Rejects only when the signal fires. */
  async of(file: ThumbnailFile, signal: AbortSignal): Promise<string | undefined> {
    const key = keyOf(file);
    if (this.#kept.has(key)) return this.#kept.get(key);
    await this.#turn(signal);
    try {
      if (this.#kept.has(key)) return this.#kept.get(key);
      if (performance.now() < this.#restsUntil) return undefined;
      const picture = await this.#make(file, signal);
      signal.throwIfAborted();
      return this.#keep(key, picture);
    } catch (error) {
      signal.throwIfAborted();
      this.#restOrForget(error, key);
      return undefined;
    } finally {
      this.#runningCount -= 1;
      this.#waiting.shift()?.();
    }
  }

  async #make(file: ThumbnailFile, signal: AbortSignal): Promise<Blob | undefined> {
    const bytes = bytesForThumbnail(file);
    await this.#budget.take(bytes, signal);
    const signed = await SignedFile.open(this.#client, file.path, signal);
    // The list shows another version than the storage has: its thumbnail would be kept under the wrong name.
    if (signed.etag !== file.etag) return undefined;
    const head = await signed.read(0, bytes, signal);
    return this.#painter.paint(head.buffer, bytes >= file.sizeBytes);
  }

  /** Resolves when it is this one's turn. */
  async #turn(signal: AbortSignal): Promise<void> {
    if (this.#runningCount >= mostAtOnce) {
      await new Promise<void>((resolve, reject) => {
        const go = (): void => {
          signal.removeEventListener('abort', stop);
          resolve();
        };
        const stop = (): void => {
          this.#waiting.splice(this.#waiting.indexOf(go), 1);
          reject(signal.reason as Error);
        };
        this.#waiting.push(go);
        signal.addEventListener('abort', stop, { once: true });
      });
    }
    this.#runningCount += 1;
  }

  #keep(key: string, picture: Blob | undefined): string | undefined {
    const address = picture && URL.createObjectURL(picture);
    this.#kept.set(key, address);
    // The oldest goes first.
    for (const oldest of this.#kept.keys()) {
      if (this.#kept.size <= mostKept) break;
      this.#forget(oldest);
    }
    return address;
  }

  /** A file that cannot be read is not asked for again; a service that has too much to do is left alone for a while. */
  #restOrForget(error: unknown, key: string): void {
    const code = error instanceof ContentFailure ? error.code : undefined;
    const isBusy = code === 'too-many-requests' || code === 'unavailable' || code === 'network';
    if (isBusy) this.#restsUntil = performance.now() + restMs;
    else this.#kept.set(key, undefined);
  }

  #forget(key: string): void {
    const address = this.#kept.get(key);
    if (address !== undefined) URL.revokeObjectURL(address);
    this.#kept.delete(key);
  }

  #forgetAll(): void {
    for (const key of [...this.#kept.keys()]) this.#forget(key);
  }
}

const keyOf = ({ path, etag }: ThumbnailFile): string => `${etag} ${path}`;

function savesData(): boolean {
  const { connection } = navigator as { readonly connection?: { readonly saveData?: boolean } };
  return connection?.saveData === true;
}
