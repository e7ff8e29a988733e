import { signal } from '@angular/core';

/** Which files are selected. `order` is always the list of paths as shown. */
export class Selection {
  readonly #paths = signal<ReadonlySet<string>>(new Set());
  /** Where a range starts: the file that was chosen last without shift. */
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

  /** From the anchor to `path`, replacing what was selected. */
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
