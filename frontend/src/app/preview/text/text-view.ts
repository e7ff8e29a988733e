import { Component, computed, effect, inject, input, output, resource, signal, untracked } from '@angular/core';
import { MatButton } from '@angular/material/button';

import { endingOf, headBytes } from '../../contents/content-kind.ts';
import { formatBytes } from '../../format/format.ts';
import { previewText } from '../../text/preview-text.ts';
import { LoadingView } from '../loading-view.ts';
import { MarkdownBlocks } from '../markdown/markdown-blocks.ts';
import { Near } from '../near.ts';
import { failureCode, type OpenedFile, type PreviewFailure } from '../preview-content.ts';
import { canScript, languageOf } from './language.ts';
import { mostRows } from './rows.ts';
import { TextBlock } from './text-block.ts';
import { TextReader } from './text-reader.ts';

/** Only so much of a text is shown. */
const mostTextBytes = 1024 ** 2;

/** Shows a text with its lines numbered and its language coloured; Markdown formatted or as its source. */
@Component({
  selector: 'airlock-text-view',
  imports: [LoadingView, MarkdownBlocks, MatButton, Near, TextBlock],
  providers: [TextReader],
  templateUrl: './text-view.html',
  styleUrl: './text-view.scss',
})
export class TextView {
  readonly opened = input.required<OpenedFile>();
  readonly failed = output<PreviewFailure>();

  protected readonly text = previewText;
  protected readonly reader = inject(TextReader);
  protected readonly isSource = signal(false);
  protected readonly isMarkdown = computed(() => this.opened().content.kind === 'markdown');
  /** What has to be known about the text that is shown: that it is not all, or not what a browser would make of it. */
  protected readonly notes = computed(() => {
    const { file, name } = this.opened();
    const { textFile } = previewText;
    const isPart = file.sizeBytes > mostTextBytes;
    return [
      canScript(endingOf(name)) ? textFile.asSource : '',
      isPart ? textFile.part(formatBytes(mostTextBytes), formatBytes(file.sizeBytes)) : '',
      this.reader.isCut() ? textFile.lines(mostRows) : '',
    ].filter(Boolean);
  });
  /** Width of the column with the numbers of the lines. */
  protected readonly lineWidth = computed(() => `${String(this.reader.rows().length * 50).length + 1}ch`);

  protected readonly bytes = resource({
    params: () => this.opened(),
    loader: async ({ params: { file, head }, abortSignal }) => {
      const rest = await file.read(headBytes, mostTextBytes, abortSignal);
      const all = new Uint8Array(head.length + rest.length);
      all.set(head);
      all.set(rest, head.length);
      return all;
    },
  });

  constructor() {
    effect(() => {
      const error = this.bytes.error();
      const bytes = this.bytes.hasValue() ? this.bytes.value() : undefined;
      untracked(() => {
        if (error) this.failed.emit({ code: failureCode(error) });
        else if (bytes) this.#read(bytes);
      });
    });
  }

  #read(bytes: Uint8Array<ArrayBuffer>): void {
    const { file, name } = this.opened();
    this.reader.read(
      {
        bytes: bytes.buffer,
        goesOn: file.sizeBytes > bytes.length,
        language: languageOf(endingOf(name)),
        isMarkdown: this.isMarkdown(),
      },
      () => this.failed.emit({ code: 'internal' }),
    );
  }
}
