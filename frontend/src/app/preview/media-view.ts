import {
  Component,
  DestroyRef,
  effect,
  ElementRef,
  inject,
  input,
  output,
  resource,
  untracked,
  viewChild,
} from '@angular/core';

import { previewText } from '../text/preview-text.ts';
import { LoadingView } from './loading-view.ts';
import { failureCode, type OpenedFile, type PreviewFailure } from './preview-content.ts';

/** A URL that fails so often in a row is not the reason. */
const mostRenewals = 2;

/**
 * Plays audio or video. The browser reads the ranges that it needs from the signed URL. When the URL has expired, a new one
 * goes on at the same position.
 */
@Component({
  selector: 'airlock-media-view',
  imports: [LoadingView],
  template: `
    @if (url.hasValue()) {
      @if (opened().content.kind === 'video') {
        <!-- The file's own captions are in it; there are no others. -->
        <video
          #player
          controls
          playsinline
          preload="metadata"
          [src]="url.value()"
          [attr.aria-label]="opened().name"
          (loadedmetadata)="resume()"
          (playing)="renewals = 0"
          (error)="renew()"
        ></video>
      } @else {
        <audio
          #player
          controls
          preload="metadata"
          [src]="url.value()"
          [attr.aria-label]="opened().name"
          (loadedmetadata)="resume()"
          (playing)="renewals = 0"
          (error)="renew()"
        ></audio>
      }
    } @else {
      <airlock-loading-view />
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
  /** Where the player was when its URL failed. */
  #goOnAt: { readonly seconds: number; readonly plays: boolean } | undefined;

  protected readonly url = resource({
    params: () => this.opened(),
    loader: ({ params: { file }, abortSignal }) => file.url(abortSignal, this.renewals > 0),
  });

  constructor() {
    effect(() => {
      const error = this.url.error();
      if (error) untracked(() => this.failed.emit({ code: failureCode(error) }));
    });
    // A player that is taken out of the page goes on with its request until it is told to stop.
    inject(DestroyRef).onDestroy(() => this.player()?.nativeElement.removeAttribute('src'));
  }

  /** Gets a new URL, because the old one may have expired. A damaged file fails with the new one as well. */
  protected renew(): void {
    const player = this.player()?.nativeElement;
    const isUndecodable = player?.error?.code === MediaError.MEDIA_ERR_DECODE;
    if (!player || isUndecodable || this.renewals >= mostRenewals) {
      this.failed.emit({ why: previewText.media.broken });
      return;
    }
    this.renewals += 1;
    this.#goOnAt ??= { seconds: player.currentTime, plays: !player.paused };
    this.url.reload();
  }

  protected resume(): void {
    const player = this.player()?.nativeElement;
    const at = this.#goOnAt;
    this.#goOnAt = undefined;
    if (!player || !at) return;
    player.currentTime = at.seconds;
    // A browser may refuse to play without a click; then the person presses play.
    if (at.plays) player.play().catch(() => undefined);
  }
}
