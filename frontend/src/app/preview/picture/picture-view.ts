import {
  Component,
  computed,
  effect,
  ElementRef,
  inject,
  input,
  output,
  resource,
  signal,
  untracked,
  viewChild,
} from '@angular/core';
import { MatIconButton } from '@angular/material/button';

import { formatBytes } from '../../format/format.ts';
import { Icon } from '../../icons/icon.ts';
import { previewText } from '../../text/preview-text.ts';
import { LoadingView } from '../loading-view.ts';
import { failureCode, type OpenedFile, type PreviewFailure } from '../preview-content.ts';
import { PicturePointers } from './picture-pointers.ts';
import { mostPictureBytes, readPicture, type ReadPicture } from './read-picture.ts';
import { fitScale, fitted, isLarger, moved, zoomedAt, type Area, type Point, type Zoom } from './zoom.ts';

const stepFactor = 1.25;
const arrowStep = 64;

/** Shows a picture: fitted to the room that it has, enlarged by wheel, pinch, keys and buttons, and moved by drag and arrow keys. */
@Component({
  selector: 'airlock-picture-view',
  imports: [Icon, LoadingView, MatIconButton],
  templateUrl: './picture-view.html',
  styleUrl: './picture-view.scss',
})
export class PictureView {
  readonly opened = input.required<OpenedFile>();
  readonly failed = output<PreviewFailure>();
  /** Emits -1 or 1 when a finger swipes to the file before or after this one. */
  readonly swiped = output<number>();

  protected readonly text = previewText;
  protected readonly size = signal<Area | undefined>(undefined);
  protected readonly percent = computed(() => previewText.zoom.now(Math.round(this.zoom().scale * 100)));
  protected readonly zoom = signal<Zoom>({ scale: 1, x: 0, y: 0 });
  protected readonly movable = computed(() => isLarger(this.view(), this.#area(), this.zoom()));
  protected readonly view = signal<Area>({ width: 1, height: 1 });
  readonly #loadedBytes = signal(0);
  protected readonly progress = computed(() => {
    const bytes = this.#loadedBytes();
    return bytes === 0 ? '' : previewText.loadedBytes(formatBytes(bytes), formatBytes(this.opened().file.sizeBytes));
  });
  /** Whether the picture follows the window: until a person zooms. */
  #isFitted = true;
  readonly #area = computed(() => this.size() ?? { width: 1, height: 1 });
  private readonly window = viewChild<ElementRef<HTMLElement>>('window');
  readonly #pointers = new PicturePointers();

  protected readonly picture = resource({
    params: () => this.opened(),
    loader: ({ params: { file, content }, abortSignal }): Promise<ReadPicture | undefined> =>
      content.kind === 'picture'
        ? readPicture(file, content.type, abortSignal, (bytes) => this.#loadedBytes.set(bytes))
        : Promise.resolve(undefined),
  });
  protected readonly url = signal<string | undefined>(undefined);

  constructor() {
    effect((onCleanup) => {
      const read = this.picture.hasValue() ? this.picture.value() : undefined;
      const error = this.picture.error();
      if (error) untracked(() => this.failed.emit({ code: failureCode(error) }));
      if (read?.kind !== 'picture') {
        if (read) untracked(() => this.failed.emit({ why: this.#whyNot(read) }));
        return;
      }
      const url = URL.createObjectURL(read.blob);
      untracked(() => this.url.set(url));
      onCleanup(() => {
        this.url.set(undefined);
        this.size.set(undefined);
        this.#loadedBytes.set(0);
        URL.revokeObjectURL(url);
      });
    });
    effect((onCleanup) => {
      const window = this.window()?.nativeElement;
      if (!window) return;
      const observer = new ResizeObserver(() => this.#measure());
      observer.observe(window);
      onCleanup(() => observer.disconnect());
    });
    const host = inject<ElementRef<HTMLElement>>(ElementRef).nativeElement;
    // Passive listeners, which templates make, could not keep the browser from zooming the whole page.
    host.addEventListener('wheel', (event) => this.#turn(event), { passive: false });
    // Although nothing scrolls here, Chromium takes a quick swipe for a fling, and then the next tap only ends that fling: a
    // button does nothing for almost a second (https://issues.chromium.org/issues/40727033).
    host.addEventListener('touchmove', (event) => event.preventDefault(), { passive: false });
  }

  protected painted({ naturalWidth, naturalHeight }: HTMLImageElement): void {
    this.size.set({ width: naturalWidth, height: naturalHeight });
    this.#measure();
    this.fit();
  }

  #measure(): void {
    const window = this.window()?.nativeElement;
    if (!window) return;
    this.view.set({ width: window.clientWidth, height: window.clientHeight });
    if (this.#isFitted) this.fit();
    else this.zoom.set(moved(this.view(), this.#area(), this.zoom(), { x: 0, y: 0 }));
  }

  protected fit(): void {
    this.#isFitted = true;
    this.zoom.set(fitted(this.view(), this.#area()));
  }

  protected showActualSize(): void {
    this.#zoomBy(1 / this.zoom().scale);
  }

  protected larger(): void {
    this.#zoomBy(stepFactor);
  }

  protected smaller(): void {
    this.#zoomBy(1 / stepFactor);
  }

  protected press(event: KeyboardEvent): void {
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    const act = this.#actOf(event.key);
    if (!act) return;
    event.preventDefault();
    act();
  }

  protected toggle({ offsetX, offsetY }: MouseEvent): void {
    const point = { x: offsetX, y: offsetY };
    if (this.#isFitted && fitScale(this.view(), this.#area()) < 1) this.#zoomBy(1 / this.zoom().scale, point);
    else if (this.#isFitted) this.#zoomBy(2, point);
    else this.fit();
  }

  protected down(event: PointerEvent): void {
    this.#pointers.down(event);
    (event.currentTarget as HTMLElement).setPointerCapture(event.pointerId);
  }

  protected move(event: PointerEvent): void {
    const gesture = this.#pointers.move(event);
    if (!gesture) return;
    if (gesture.factor !== 1) this.#zoomBy(gesture.factor, gesture.at);
    if (this.movable()) this.zoom.set(moved(this.view(), this.#area(), this.zoom(), gesture.by));
  }

  protected up(event: PointerEvent): void {
    const swipe = this.#pointers.up(event);
    if (swipe !== 0 && !this.movable()) this.swiped.emit(swipe);
  }

  #actOf(key: string): (() => void) | undefined {
    const acts: Readonly<Record<string, () => void>> = {
      '+': () => this.larger(),
      '=': () => this.larger(),
      '-': () => this.smaller(),
      '0': () => this.fit(),
      '1': () => this.showActualSize(),
    };
    const arrows: Readonly<Record<string, Point>> = {
      ArrowLeft: { x: arrowStep, y: 0 },
      ArrowRight: { x: -arrowStep, y: 0 },
      ArrowUp: { x: 0, y: arrowStep },
      ArrowDown: { x: 0, y: -arrowStep },
    };
    const by = this.movable() ? arrows[key] : undefined;
    return by ? () => this.zoom.set(moved(this.view(), this.#area(), this.zoom(), by)) : acts[key];
  }

  #turn(event: WheelEvent): void {
    if (!this.size()) return;
    event.preventDefault();
    const window = this.window()?.nativeElement.getBoundingClientRect();
    // A touch pad that is pinched sends small steps with Ctrl.
    const factor = Math.exp(-event.deltaY * (event.ctrlKey ? 0.01 : 0.002));
    this.#zoomBy(factor, { x: event.clientX - (window?.left ?? 0), y: event.clientY - (window?.top ?? 0) });
  }

  #zoomBy(factor: number, at: Point = { x: this.view().width / 2, y: this.view().height / 2 }): void {
    const zoom = zoomedAt(this.view(), this.#area(), this.zoom(), factor, at);
    this.#isFitted = zoom.scale === fitScale(this.view(), this.#area());
    this.zoom.set(zoom);
  }

  #whyNot(read: Exclude<ReadPicture, { kind: 'picture' }>): string {
    const { picture } = previewText;
    if (read.kind === 'too-many-pixels') return picture.tooManyPixels(read.size.width, read.size.height);
    if (read.kind === 'no-size') return picture.noSize;
    return picture.tooLarge(formatBytes(this.opened().file.sizeBytes), formatBytes(mostPictureBytes));
  }
}
