import { computed, linkedSignal, signal } from '@angular/core';
import { takeUntilDestroyed } from '@angular/core/rxjs-interop';

import type { PreviewFile, PreviewRequest } from './preview-request.ts';

interface Viewed {
  /** Stays the same when the file is renamed. */
  readonly id: number;
  readonly file: PreviewFile;
  /** Whether it was deleted or moved away. It comes back in its place when that is undone. */
  readonly isGone: boolean;
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
    return this.#files().filter(({ file, isGone }) => !isGone && !hidden.has(file.path));
  });
  /** The files that are there, also those that are being deleted or moved: their names are not free yet. */
  readonly files = computed(() => this.#files().flatMap(({ file, isGone }) => (isGone ? [] : [file])));
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
    this.#files.set(request.files.map((file, id) => ({ id, file, isGone: false })));
    // What has never been read is not remembered.
    this.#shown();
    request.renamed.pipe(takeUntilDestroyed()).subscribe((renames) => {
      const to = new Map(renames.map((it) => [it.from, it.to]));
      this.#exchange((file) => renamed(file, to.get(file.path)));
    });
    request.copied.pipe(takeUntilDestroyed()).subscribe(({ path, etag }) => {
      this.#exchange((file) => (file.path === path ? { ...file, etag } : file));
    });
    request.deleted.pipe(takeUntilDestroyed()).subscribe((paths) => this.#drop(paths));
    request.restored.pipe(takeUntilDestroyed()).subscribe((paths) => this.#restore(paths));
  }

  /** Exchanges what is known of the files that are there. */
  #exchange(change: (file: PreviewFile) => PreviewFile): void {
    this.#files.update((files) => files.map((it) => (it.isGone ? it : { ...it, file: change(it.file) })));
  }

  #drop(paths: readonly string[]): void {
    const there = this.#pathsThere();
    const going = new Set(paths.filter((path) => there.has(path)));
    this.#files.update((files) =>
      files
        // Of two files that had one path, only the last one can come back.
        .filter((it) => !(it.isGone && going.has(it.file.path)))
        .map((it) => ({ ...it, isGone: it.isGone || going.has(it.file.path) })),
    );
  }

  #restore(paths: readonly string[]): void {
    const there = this.#pathsThere();
    const back = new Set(paths.filter((path) => !there.has(path)));
    this.#files.update((files) => files.map((it) => ({ ...it, isGone: it.isGone && !back.has(it.file.path) })));
  }

  #pathsThere(): Set<string> {
    return new Set(this.files().map(({ path }) => path));
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
