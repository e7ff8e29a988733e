import { inject, Injectable, resource, signal } from '@angular/core';

import { API_CLIENT } from '../api/api-client.ts';
import { ContentFailure } from '../contents/content-failure.ts';
import { contentOf, headBytes, type Content } from '../contents/content-kind.ts';
import { SignedFile, type Bytes } from '../contents/signed-file.ts';
import type { PreviewFile } from './preview-request.ts';

/** A file that can be read, its first bytes, and what they say that it is. */
export interface OpenedFile {
  readonly file: SignedFile;
  readonly name: string;
  readonly head: Bytes;
  readonly content: Content;
}

/** Reads the head of the file that the viewer shows. Whatever is still under way for another file is aborted. */
@Injectable()
export class PreviewContent {
  readonly #client = inject(API_CLIENT);
  readonly #wanted = signal<PreviewFile | undefined>(undefined);

  readonly opened = resource({
    params: () => this.#wanted(),
    loader: async ({ params: { path, name }, abortSignal }): Promise<OpenedFile> => {
      const file = await SignedFile.open(this.#client, path, abortSignal);
      const head = await file.read(0, headBytes, abortSignal);
      return { file, name, head, content: contentOf(name, head, file.sizeBytes) };
    },
  });

  show(file: PreviewFile): void {
    this.#wanted.set(file);
  }
}

/** Code of whatever was thrown while a file was read. */
export const failureCode = (thrown: unknown): ContentFailure['code'] =>
  thrown instanceof ContentFailure ? thrown.code : 'internal';

/** Why a file is not shown: its bytes cannot be read (`code`), or they cannot be shown (`why`). */
export interface PreviewFailure {
  readonly code?: ContentFailure['code'];
  readonly why?: string;
}
