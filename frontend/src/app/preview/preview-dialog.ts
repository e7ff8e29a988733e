import { NgComponentOutlet } from '@angular/common';
import { Component, computed, ElementRef, inject, linkedSignal, signal, viewChild } from '@angular/core';
import { takeUntilDestroyed } from '@angular/core/rxjs-interop';
import { MatIconButton } from '@angular/material/button';
import { MAT_DIALOG_DATA, MatDialogClose, MatDialogRef, MatDialogTitle } from '@angular/material/dialog';

import { endingOf, type Content } from '../contents/content-kind.ts';
import { Icon } from '../icons/icon.ts';
import { lazyComponent } from '../loading/lazy-component.ts';
import { loadCode } from '../loading/load-code.ts';
import { previewText } from '../text/preview-text.ts';
import { text } from '../text/text.ts';
import { FileFacts } from './file-facts.ts';
import { FailureView } from './failure-view.ts';
import { LoadingView } from './loading-view.ts';
import { MediaView } from './media-view.ts';
import { PictureView } from './picture/picture-view.ts';
import { failureCode, PreviewContent, type PreviewFailure } from './preview-content.ts';
import type { PreviewFile, PreviewRequest } from './preview-request.ts';
import { scrollsAcross } from './scrolls-across.ts';
import { TextView } from './text/text-view.ts';

/** A viewer over the whole window: one file at a time, with the one before and the one after it a key away. */
@Component({
  selector: 'airlock-preview-dialog',
  imports: [
    FailureView,
    FileFacts,
    Icon,
    LoadingView,
    MatDialogClose,
    MatDialogTitle,
    MatIconButton,
    MediaView,
    NgComponentOutlet,
    PictureView,
    TextView,
  ],
  providers: [PreviewContent],
  templateUrl: './preview-dialog.html',
  styleUrl: './preview-dialog.scss',
})
export class PreviewDialog {
  protected readonly text = previewText;
  protected readonly common = text.common;
  protected readonly request = inject<PreviewRequest>(MAT_DIALOG_DATA);
  protected readonly files = this.request.files;
  protected readonly index = signal(this.request.index);
  protected readonly current = computed(() => fileAt(this.files, this.index()));
  protected readonly hasDetails = signal(false);
  readonly #content = inject(PreviewContent);

  protected readonly opened = computed(() => {
    const { opened } = this.#content;
    // While it loads anew it still has the value of before.
    return opened.hasValue() && !opened.isLoading() ? opened.value() : undefined;
  });
  /** What a view says went wrong with the file that is shown now. */
  readonly #failed = linkedSignal<unknown, PreviewFailure | undefined>({
    source: this.#content.opened.status,
    computation: () => undefined,
  });
  protected readonly failure = computed((): PreviewFailure | undefined => {
    const error = this.#content.opened.error();
    if (error) return { code: failureCode(error) };
    const opened = this.opened();
    return this.#failed() ?? (opened && whyNot(opened.name, opened.content));
  });
  protected readonly announced = computed(() => {
    const { name } = this.current();
    if (this.failure()) return '';
    return this.opened() ? previewText.loaded(name) : previewText.loading;
  });
  protected readonly pdfView = lazyComponent(
    () => this.opened()?.content.kind === 'pdf',
    async () => (await loadCode(() => import('./pdf/pdf-view.ts'))).PdfView,
  );

  private readonly stage = viewChild.required<ElementRef<HTMLElement>>('stage');
  private readonly title = viewChild.required<string, ElementRef<HTMLElement>>('title', { read: ElementRef });

  constructor() {
    this.#content.show(this.current());
    // Also those that come when the focus was in a view that is gone.
    inject<MatDialogRef<PreviewDialog>>(MatDialogRef)
      .keydownEvents()
      .pipe(takeUntilDestroyed())
      .subscribe((event) => this.#press(event));
  }

  protected readonly fail = (failure: PreviewFailure): void => this.#failed.set(failure);

  protected step(by: number): void {
    const index = this.index() + by;
    if (index < 0 || index >= this.files.length) return;
    // The view that has the focus goes, and the focus must not leave the viewer with it.
    if (this.stage().nativeElement.contains(document.activeElement)) this.title().nativeElement.focus();
    this.index.set(index);
    this.#content.show(this.current());
  }

  /** The arrow keys step, unless they mean something to what has the focus: a player, a zoomed picture, or a wide table. */
  #press(event: KeyboardEvent): void {
    const isPlain = !event.ctrlKey && !event.altKey && !event.metaKey && !event.shiftKey;
    const { target } = event;
    const isTaken = event.defaultPrevented || target instanceof HTMLMediaElement || scrollsAcross(target);
    const by = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    if (!isPlain || isTaken || by === undefined) return;
    event.preventDefault();
    this.step(by);
  }

  protected retry(): void {
    this.#content.opened.reload();
  }

  protected download(): void {
    this.request.download(this.current());
  }
}

function fileAt(files: readonly PreviewFile[], index: number): PreviewFile {
  const file = files[index];
  if (!file) throw new RangeError('The viewer has no such file.');
  return file;
}

/** Returns why a file of this content is not shown, or `undefined` when it is. */
function whyNot(name: string, content: Content): PreviewFailure | undefined {
  if (content.kind !== 'none') return undefined;
  const ending = endingOf(name);
  const { none } = previewText;
  const isNamedOtherwise = content.why === 'unknown' && shownEndings.has(ending);
  return { why: isNamedOtherwise ? none.mismatch(ending) : none[content.why] };
}

const shownEndings = new Set('png jpg jpeg gif webp avif pdf mp4 webm mp3 m4a ogg wav txt md json csv html'.split(' '));
