import { signal } from '@angular/core';

/** The selected files. `order` is always the list of paths as shown. */
export class Selection {
  readonly #paths = signal<ReadonlySet<string>>(new Set());
  /** Start of a range: the file that was last selected without Shift. */
  #anchor: string | undefined;

  readonly paths = this.#paths.asReadonly();

  toggle(path: string): void {
    this.#anchor = path;
    this.#paths.update((paths) => {
      const next = new Set(paths);
      if (!next.delete(path)) next.add(path);
      return next;
    });
  }

  only(path: string): void {
    this.#anchor = path;
    this.#paths.set(new Set([path]));
  }

  /** Selects from the anchor to `path` and replaces the selection. */
  rangeTo(path: string, order: readonly string[]): void {
    const from = order.indexOf(this.#anchor ?? path);
    const to = order.indexOf(path);
    if (from < 0) {
      this.only(path);
      return;
    }
    this.#anchor ??= path;
    this.#paths.set(new Set(order.slice(Math.min(from, to), Math.max(from, to) + 1)));
  }

  all(order: readonly string[]): void {
    this.#paths.set(new Set(order));
  }

  clear(): void {
    this.#anchor = undefined;
    if (this.#paths().size > 0) this.#paths.set(new Set());
  }
}
