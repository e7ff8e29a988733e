import { inject, Injectable } from '@angular/core';
import {
  MatSnackBar,
  MatSnackBarConfig,
  type MatSnackBarRef,
  type TextOnlySnackBar,
} from '@angular/material/snack-bar';

const defaultMs = 8_000;

/** Short sentences at the bottom of the page, spoken too. Left, because the uploads are right. */
@Injectable({ providedIn: 'root' })
export class Notices {
  readonly #bar = inject(MatSnackBar);

  say(sentence: string, durationMs = defaultMs): void {
    this.#open(sentence, undefined, durationMs);
  }

  /** A sentence with a button; `chosen` is called when it is pressed in time. */
  offer(sentence: string, action: string, durationMs: number, chosen: () => void): void {
    this.#open(sentence, action, durationMs).onAction().subscribe(chosen);
  }

  #open(sentence: string, action: string | undefined, duration: number): MatSnackBarRef<TextOnlySnackBar> {
    const config = Object.assign(new MatSnackBarConfig(), { duration, horizontalPosition: 'start' });
    return this.#bar.open(sentence, action, config);
  }
}
