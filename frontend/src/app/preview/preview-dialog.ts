import { NgComponentOutlet } from '@angular/common';
import {
  afterRenderEffect,
  Component,
  computed,
  effect,
  ElementRef,
  inject,
  linkedSignal,
  signal,
  untracked,
  viewChild,
} from '@angular/core';
import { takeUntilDestroyed } from '@angular/core/rxjs-interop';
import { MatIconButton } from '@angular/material/button';
import { MAT_DIALOG_DATA, MatDialogClose, MatDialogRef, MatDialogTitle } from '@angular/material/dialog';
import { MatMenu, MatMenuItem, MatMenuTrigger } from '@angular/material/menu';

import { endingOf, type Content } from '../contents/content-kind.ts';
import { Icon } from '../icons/icon.ts';
import { lazyComponent } from '../loading/lazy-component.ts';
import { loadCode } from '../loading/load-code.ts';
import { NoticeList } from '../notices/notice-list.ts';
import { previewText } from '../text/preview-text.ts';
import { text } from '../text/text.ts';
import { FileFacts } from './file-facts.ts';
import { FailureView } from './failure-view.ts';
import { LoadingView } from './loading-view.ts';
import { MediaView } from './media-view.ts';
import { PictureView } from './picture/picture-view.ts';
import { failureCode, PreviewContent, type PreviewFailure } from './preview-content.ts';
import type { PreviewAction, PreviewRequest } from './preview-request.ts';
import { scrollsAcross } from './scrolls-across.ts';
import { TextView } from './text/text-view.ts';
import { ViewedFiles } from './viewed-files.ts';

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
    MatMenu,
    MatMenuItem,
    MatMenuTrigger,
    MediaView,
    NgComponentOutlet,
    NoticeList,
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
  protected readonly viewed = new ViewedFiles(this.request);
  protected readonly current = this.viewed.current;
  protected readonly actions = computed(() => this.request.actionsOn(this.current(), this.viewed.files()));
  protected readonly hasDetails = signal(false);
  readonly #content = inject(PreviewContent);
  /** Id of the file that is on the screen. A key that comes before the next one is drawn is not about that one. */
  #drawn: unknown;

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
    const dialog = inject<MatDialogRef<PreviewDialog>>(MatDialogRef);
    effect(() => {
      this.viewed.id();
      untracked(() => this.#content.show(this.current()));
    });
    afterRenderEffect(() => (this.#drawn = this.viewed.id()));
    effect(() => {
      if (this.viewed.count() === 0) dialog.close();
    });
    let count = this.viewed.count();
    afterRenderEffect(() => {
      const isFewer = this.viewed.count() < count;
      count = this.viewed.count();
      // The buttons for the next file go with the last file but one, and the focus must not leave the viewer with them.
      if (isFewer && count > 0 && document.activeElement === document.body) this.title().nativeElement.focus();
    });
    // Also those that come when the focus was in a view that is gone.
    dialog
      .keydownEvents()
      .pipe(takeUntilDestroyed())
      .subscribe((event) => this.#press(event));
  }

  protected readonly fail = (failure: PreviewFailure): void => this.#failed.set(failure);

  protected step(by: number): void {
    this.#keepFocus();
    this.viewed.step(by);
  }

  protected run(action: PreviewAction): void {
    if (action.removes) this.#keepFocus();
    action.run();
  }

  /** The view that has the focus goes with its file, and the focus must not leave the viewer with it. */
  #keepFocus(): void {
    if (this.stage().nativeElement.contains(document.activeElement)) this.title().nativeElement.focus();
  }

  /** The arrow keys step, and actions have their keys, unless these mean something to what has the focus: a player, a zoomed picture, or a wide table. */
  #press(event: KeyboardEvent): void {
    const isPlain = !event.ctrlKey && !event.altKey && !event.metaKey && !event.shiftKey;
    const { target } = event;
    const isTaken = event.defaultPrevented || target instanceof HTMLMediaElement || scrollsAcross(target);
    const by = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    const action = this.actions().find(({ keys }) => keys?.includes(event.key));
    if (!isPlain || isTaken || (by === undefined && !action)) return;
    event.preventDefault();
    const isMeant = !event.repeat && this.viewed.count() > 0 && this.#drawn === this.viewed.id();
    if (action && isMeant) this.run(action);
    else if (!action && by !== undefined) this.step(by);
  }

  protected retry(): void {
    // The file may have another name by now.
    this.#content.show({ ...this.current() });
  }

  protected download(): void {
    this.request.download(this.current());
  }
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
