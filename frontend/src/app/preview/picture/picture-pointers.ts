import type { Point } from './zoom.ts';

/** What fingers or a mouse have done since the last move. */
export interface Gesture {
  readonly by: Point;
  readonly factor: number;
  /** The point between the fingers, measured from the window of the picture. */
  readonly at: Point;
}

/** A finger that goes this far sideways within the time is a swipe. */
const swipePixels = 60;
const swipeMs = 500;

/** Follows the pointers on a picture: one drags or swipes, two pinch. */
export class PicturePointers {
  readonly #points = new Map<number, Point>();
  #start: (Point & { readonly at: number; readonly id: number }) | undefined;

  down({ pointerId, clientX: x, clientY: y, pointerType, timeStamp }: PointerEvent): void {
    this.#points.set(pointerId, { x, y });
    const isSwipe = pointerType === 'touch' && this.#points.size === 1;
    this.#start = isSwipe ? { x, y, at: timeStamp, id: pointerId } : undefined;
  }

  move(event: PointerEvent): Gesture | undefined {
    const before = this.#points.get(event.pointerId);
    if (!before) return undefined;
    const now = { x: event.clientX, y: event.clientY };
    const other = [...this.#points].find(([id]) => id !== event.pointerId)?.[1];
    this.#points.set(event.pointerId, now);
    const by = { x: now.x - before.x, y: now.y - before.y };
    if (!other) return { by, factor: 1, at: now };
    const { left, top } = (event.currentTarget as HTMLElement).getBoundingClientRect();
    const middle = { x: (now.x + other.x) / 2 - left, y: (now.y + other.y) / 2 - top };
    const factor = distance(now, other) / Math.max(1, distance(before, other));
    return { by: { x: by.x / 2, y: by.y / 2 }, factor, at: middle };
  }

  /** Returns 1 after a swipe to the next, -1 after one to the previous, otherwise 0. */
  up({ pointerId, clientX, clientY, timeStamp, type }: PointerEvent): number {
    this.#points.delete(pointerId);
    const start = this.#start;
    this.#start = undefined;
    if (type !== 'pointerup' || start?.id !== pointerId || timeStamp - start.at > swipeMs) return 0;
    const across = clientX - start.x;
    const isAcross = Math.abs(across) > swipePixels && Math.abs(across) > 2 * Math.abs(clientY - start.y);
    return isAcross ? -Math.sign(across) : 0;
  }
}

const distance = (one: Point, other: Point): number => Math.hypot(one.x - other.x, one.y - other.y);
