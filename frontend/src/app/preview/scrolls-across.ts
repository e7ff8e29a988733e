/** Returns whether the arrow keys to the left and right scroll what has the focus: it has more than is in sight. */
export const scrollsAcross = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  target.scrollWidth > target.clientWidth &&
  ['auto', 'scroll'].includes(getComputedStyle(target).overflowX);
