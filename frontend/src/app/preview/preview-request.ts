/** A file as the viewer knows it. */
export interface PreviewFile {
  readonly path: string;
  readonly name: string;
  readonly sizeBytes: number;
}

/** What the viewer shows first, what is before and after it, and what else can be done with a file. */
export interface PreviewRequest<File extends PreviewFile = PreviewFile> {
  readonly files: readonly File[];
  readonly index: number;
  readonly download: (file: File) => void;
  /** Shows the details of a file. Without it the viewer has no button for them. */
  readonly details: ((file: File) => void) | undefined;
}
