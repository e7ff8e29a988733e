import { inject, Injectable } from '@angular/core';
import {
  MatSnackBar,
  MatSnackBarConfig,
  type MatSnackBarRef,
  type TextOnlySnackBar,
} from '@angular/material/snack-bar';

const defaultMs = 8_000;

/**
 * Shows short messages at the bottom of the page, which are also announced. They are on the left because the upload
 * tray is on the right.
 */
@Injectable({ providedIn: 'root' })
export class Notices {
  readonly #bar = inject(MatSnackBar);

  say(sentence: string, durationMs = defaultMs): void {
    this.#open(sentence, undefined, durationMs);
  }

  /** Shows a message with a button; `chosen` is called when the button is pressed in time. */
  offer(sentence: string, action: string, durationMs: number, chosen: () => void): void {
    this.#open(sentence, action, durationMs).onAction().subscribe(chosen);
  }

  /** Takes away the message that is shown. */
  dismiss(): void {
    this.#bar.dismiss();
  }

  #open(sentence: string, action: string | undefined, duration: number): MatSnackBarRef<TextOnlySnackBar> {
    const config = Object.assign(new MatSnackBarConfig(), { duration, horizontalPosition: 'start' });
    return this.#bar.open(sentence, action, config);
  }
}
