import { DOCUMENT } from '@angular/common';
import { inject, Injectable } from '@angular/core';

/**
 * Number of frames that are kept. Removing a frame ends a download of which the browser still waits for the answer, or
 * for the person, and nothing tells when it no longer does.
 */
const mostFrames = 30;

/** Hidden frames in which the browser starts downloads, so that whatever is answered never replaces the page. */
@Injectable({ providedIn: 'root' })
export class DownloadFrames {
  readonly #document = inject(DOCUMENT);
  #frames: HTMLIFrameElement[] = [];

  /** `shown` is called when the frame shows something, which a download never does: it is the page of an error. */
  open(url: string, shown: () => void): void {
    const frame = this.#document.createElement('iframe');
    frame.hidden = true;
    frame.src = url;
    frame.referrerPolicy = 'no-referrer';
    frame.addEventListener('load', () => {
      frame.remove();
      shown();
    });
    this.#document.body.append(frame);
    this.#frames.push(frame);
    if (this.#frames.length > mostFrames) this.#frames.shift()?.remove();
  }

  /** Removes all frames: one may have a signed URL, and what has not begun would be saved for the next person. */
  close(): void {
    for (const frame of this.#frames) frame.remove();
    this.#frames = [];
  }
}
