import { Component, effect, ElementRef, input, output, untracked, viewChild } from '@angular/core';

import { previewText } from '../text/preview-text.ts';
import { failureCode, type OpenedFile, type PreviewFailure } from './preview-content.ts';

/** Failures in a row after which new URLs are not what helps. */
const mostRenewals = 3;

/**
 * Plays audio or video. The browser reads the ranges that it needs from the signed URL. When the URL has expired, a new one
 * goes on at the same position.
 */
@Component({
  selector: 'airlock-media-view',
  template: `
    @if (opened().content.kind === 'video') {
      <!-- The file's own captions are in it; there are no others. -->
      <video
        #player
        controls
        playsinline
        preload="metadata"
        [attr.aria-label]="opened().name"
        (loadedmetadata)="resume()"
        (playing)="renewals = 0"
        (error)="recover()"
      ></video>
    } @else {
      <audio
        #player
        controls
        preload="metadata"
        [attr.aria-label]="opened().name"
        (loadedmetadata)="resume()"
        (playing)="renewals = 0"
        (error)="recover()"
      ></audio>
    }
  `,
  styles: `
    :host {
      display: grid;
      place-items: center;
      overflow: hidden;
    }
    video {
      max-width: 100%;
      max-height: 100%;
      width: 100%;
      height: 100%;
      background: #000;
    }
    audio {
      width: min(640px, 92%);
    }
  `,
})
export class MediaView {
  readonly opened = input.required<OpenedFile>();
  readonly failed = output<PreviewFailure>();

  protected renewals = 0;
  private readonly player = viewChild<ElementRef<HTMLMediaElement>>('player');
  /** Whether the browser has understood the file, so that a failure after that is one of its URL. */
  #isUnderstood = false;
  /** Where the player was when its URL failed. */
  #goOnAt: { readonly seconds: number; readonly plays: boolean } | undefined;
  #stop = new AbortController();

  constructor() {
    effect((onCleanup) => {
      this.opened();
      const player = this.player()?.nativeElement;
      if (!player) return;
      this.#stop = new AbortController();
      this.#isUnderstood = false;
      untracked(() => void this.#load(false));
      onCleanup(() => {
        this.#stop.abort();
        // A player that is taken out of the page goes on with its request until it is told to stop.
        player.removeAttribute('src');
        player.load();
      });
    });
  }

  /** Finds out why the player failed: a damaged file has a sentence, and an expired URL is replaced. */
  protected async recover(): Promise<void> {
    const player = this.player()?.nativeElement;
    if (this.#stop.signal.aborted || !player?.error) return;
    const isUndecodable = !this.#isUnderstood || player.error.code === MediaError.MEDIA_ERR_DECODE;
    this.#goOnAt ??= { seconds: player.currentTime, plays: !player.paused };
    this.renewals += 1;
    if (isUndecodable || this.renewals > mostRenewals) await this.#tell();
    else await this.#load(true);
  }

  protected resume(): void {
    this.#isUnderstood = true;
    const player = this.player()?.nativeElement;
    const at = this.#goOnAt;
    this.#goOnAt = undefined;
    if (!player || !at) return;
    player.currentTime = at.seconds;
    // A browser may refuse to play without a click; then the person presses play.
    if (at.plays) player.play().catch(() => undefined);
  }

  /** Gives the player the URL. It begins anew also when the URL is the same: one that is signed in the same second is. */
  async #load(renewed: boolean): Promise<void> {
    const { signal } = this.#stop;
    try {
      const url = await this.opened().file.url(signal, renewed);
      const player = this.player()?.nativeElement;
      if (player && !signal.aborted) player.src = url;
    } catch (error) {
      if (!signal.aborted) this.failed.emit({ code: failureCode(error) });
    }
  }

  /** Says that the file is damaged, unless the file cannot be read at all. */
  async #tell(): Promise<void> {
    const { signal } = this.#stop;
    try {
      await this.opened().file.read(0, 1, signal);
      if (!signal.aborted) this.failed.emit({ why: previewText.media.broken });
    } catch (error) {
      if (!signal.aborted) this.failed.emit({ code: failureCode(error) });
    }
  }
}
