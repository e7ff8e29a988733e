import { Component, forwardRef, input } from '@angular/core';

import { previewText } from '../../text/preview-text.ts';
import type { Block } from './blocks.ts';
import { MarkdownInlines } from './markdown-inlines.ts';

/** Blocks of a Markdown file, drawn by Angular: whatever the file says is text. */
@Component({
  selector: 'airlock-markdown-blocks',
  imports: [forwardRef(() => MarkdownBlocks), MarkdownInlines],
  templateUrl: './markdown-blocks.html',
  styleUrl: './markdown-blocks.scss',
})
export class MarkdownBlocks {
  readonly blocks = input.required<readonly Block[]>();
  protected readonly text = previewText.markdown;
}
