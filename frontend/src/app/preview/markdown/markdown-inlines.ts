import { Component, forwardRef, input } from '@angular/core';

import { previewText } from '../../text/preview-text.ts';
import type { Inline } from './blocks.ts';

/** Pieces of a paragraph of Markdown. Links open in a window of their own, which learns nothing of this one. */
@Component({
  selector: 'airlock-markdown-inlines',
  imports: [forwardRef(() => MarkdownInlines)],
  templateUrl: './markdown-inlines.html',
  styles: `
    code {
      padding: 2px 4px;
      border-radius: 4px;
      font-family: ui-monospace, Menlo, Consolas, monospace;
      font-size: 0.9em;
      background: var(--airlock-hover);
    }
    a {
      color: var(--mat-sys-primary);
    }
    .picture {
      color: var(--mat-sys-on-surface-variant);
    }
  `,
})
export class MarkdownInlines {
  readonly inlines = input.required<readonly Inline[]>();
  protected readonly text = previewText.markdown;
}
