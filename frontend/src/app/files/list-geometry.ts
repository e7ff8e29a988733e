/** How a list lays its items out, and how an item is found in the document. */
export interface ListGeometry {
  /** Height of a line of items in CSS pixels. */
  readonly rowHeight: number;
  /** Number of items in a line. */
  readonly perRow: number;
  /** Matches the element of an item, and that of no other. */
  readonly selector: string;
  /** Returns the index of the item with this element. */
  readonly indexOf: (item: Element) => number;
}
