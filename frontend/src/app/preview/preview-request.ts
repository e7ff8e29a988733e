/** A file as the viewer knows it. */
export interface PreviewFile {
  readonly path: string;
  readonly name: string;
  readonly sizeBytes: number;
  readonly modifiedAt: string;
}

/** What the viewer shows first, and what is before and after it. */
export interface PreviewRequest {
  readonly files: readonly PreviewFile[];
  readonly index: number;
  readonly download: (file: PreviewFile) => void;
}
