/** What the page asks the worker of thumbnails to draw. */
export interface ThumbnailOrder {
  readonly id: number;
  readonly bytes: ArrayBuffer;
  /** Whether these are all bytes of the file. Otherwise there is only the small picture that a camera puts into it. */
  readonly isWhole: boolean;
}

/** What the worker answers: the thumbnail, or nothing when none can be drawn. */
export interface ThumbnailAnswer {
  readonly id: number;
  readonly picture: Blob | undefined;
}
