import { computed, linkedSignal, signal } from '@angular/core';
import { takeUntilDestroyed } from '@angular/core/rxjs-interop';

import type { PreviewFile, PreviewRequest } from './preview-request.ts';

interface Viewed {
  /** Stays the same when the file is renamed. */
  readonly id: number;
  readonly file: PreviewFile;
}

/**
 * The files that the viewer goes through, and which of them is shown. Must be made where `inject` may be called. When the
 * file that is shown goes, the next one is shown, or the one before at the end.
 */
export class ViewedFiles {
  readonly #request: PreviewRequest;
  readonly #files = signal<readonly Viewed[]>([]);
  readonly #present = computed(() => {
    const hidden = this.#request.hidden();
    return this.#files().filter(({ file }) => !hidden.has(file.path));
  });
  readonly index = linkedSignal<readonly Viewed[], number>({
    source: this.#present,
    computation: (files, before) => {
      if (!before) return this.#request.index;
      const shown = before.source[before.value]?.id;
      const at = files.findIndex(({ id }) => id === shown);
      return at < 0 ? Math.max(0, Math.min(before.value, files.length - 1)) : at;
    },
  });
  /** The file that is shown. When the last one has gone, it is that one. */
  readonly #shown = linkedSignal<Viewed | undefined, Viewed | undefined>({
    source: () => this.#present()[this.index()],
    computation: (now, before) => now ?? before?.value,
  });
  readonly count = computed(() => this.#present().length);
  /** Number of the file that is shown; the same after it was renamed. */
  readonly id = computed(() => this.#shown()?.id);
  readonly current = computed((): PreviewFile => {
    const shown = this.#shown();
    if (!shown) throw new RangeError('The viewer has no file.');
    return shown.file;
  });

  constructor(request: PreviewRequest) {
    this.#request = request;
    this.#files.set(request.files.map((file, id) => ({ id, file })));
    // What has never been read is not remembered.
    this.#shown();
    request.renamed.pipe(takeUntilDestroyed()).subscribe((renames) => {
      const to = new Map(renames.map((it) => [it.from, it.to]));
      this.#files.update((files) => files.map((it) => ({ ...it, file: renamed(it.file, to.get(it.file.path)) })));
    });
    request.copied.pipe(takeUntilDestroyed()).subscribe(({ path, etag }) => {
      const copied = (file: PreviewFile) => (file.path === path ? { ...file, etag } : file);
      this.#files.update((files) => files.map((it) => ({ ...it, file: copied(it.file) })));
    });
    request.deleted.pipe(takeUntilDestroyed()).subscribe((paths) => {
      const gone = new Set(paths);
      this.#files.update((files) => files.filter(({ file }) => !gone.has(file.path)));
    });
  }

  /** Goes on by a number of files. Returns `false` where there is none. */
  step(by: number): boolean {
    const index = this.index() + by;
    if (index < 0 || index >= this.count()) return false;
    this.index.set(index);
    return true;
  }
}

const renamed = (file: PreviewFile, path: string | undefined): PreviewFile =>
  path === undefined ? file : { ...file, path, name: path.slice(path.lastIndexOf('/') + 1) };
