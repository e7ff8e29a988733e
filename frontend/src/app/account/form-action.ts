import { afterNextRender, DestroyRef, inject, Injectable, Injector, signal } from '@angular/core';
import { MatDialogRef } from '@angular/material/dialog';

/**
 * Does what a form of a dialog is submitted for: one action at a time, a sentence when it fails. The dialog stays open
 * meanwhile, so that the person learns what has become of it. Each form has one of its own.
 */
@Injectable()
export class FormAction {
  readonly #busy = signal(false);
  readonly #problem = signal('');
  readonly #dialog = inject<MatDialogRef<unknown>>(MatDialogRef);
  readonly #injector = inject(Injector);
  readonly #destroyed = inject(DestroyRef);

  readonly busy = this.#busy.asReadonly();
  readonly problem = this.#problem.asReadonly();

  /** Resolves with whether the action was done. `explain` returns the sentence for an error. */
  async run(action: () => Promise<void>, explain: (error: unknown) => string | Promise<string>): Promise<boolean> {
    if (this.#busy()) return false;
    this.#setBusy(true);
    this.#problem.set('');
    try {
      await action();
      return true;
    } catch (error) {
      this.#problem.set(await explain(error));
      return false;
    } finally {
      this.#setBusy(false);
    }
  }

  complain(sentence: string): void {
    this.#problem.set(sentence);
  }

  /** Returns whether the dialog was closed, as it is when the person signs out in another tab. */
  isClosed(): boolean {
    return this.#destroyed.destroyed;
  }

  /** Calls `act` once the page shows what has changed. The dialog may have been closed for somebody else by then. */
  whenShown(act: () => void): void {
    if (!this.isClosed()) afterNextRender(act, { injector: this.#injector });
  }

  #setBusy(busy: boolean): void {
    this.#busy.set(busy);
    this.#dialog.disableClose = busy;
  }
}
