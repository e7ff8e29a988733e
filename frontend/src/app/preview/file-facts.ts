import { Component, computed, input } from '@angular/core';

import { formatBytes, formatDay, formatTime } from '../format/format.ts';
import { previewText } from '../text/preview-text.ts';
import type { OpenedFile } from './preview-content.ts';
import type { PreviewFile } from './preview-request.ts';

/** What is known about the file that the viewer shows. */
@Component({
  selector: 'airlock-file-facts',
  template: `
    <dl>
      @for (fact of facts(); track fact.name) {
        <dt>{{ fact.name }}</dt>
        <dd>{{ fact.value }}</dd>
      }
    </dl>
  `,
  styles: `
    :host {
      flex: none;
      box-sizing: border-box;
      width: 280px;
      max-width: 100%;
      padding: 8px 16px;
      overflow: auto;
      border-left: 1px solid var(--mat-sys-outline-variant);
    }
    dt {
      margin-top: 12px;
      font: var(--mat-sys-label-medium);
      color: var(--mat-sys-on-surface-variant);
    }
    dd {
      margin: 4px 0 0;
      font: var(--mat-sys-body-medium);
      color: var(--mat-sys-on-surface);
      overflow-wrap: anywhere;
    }
    @media (max-width: 600px) {
      :host {
        width: auto;
        max-height: 40%;
        border-top: 1px solid var(--mat-sys-outline-variant);
        border-left: 0;
      }
    }
  `,
})
export class FileFacts {
  readonly file = input.required<PreviewFile>();
  readonly opened = input<OpenedFile>();

  protected readonly facts = computed(() => {
    const { path, sizeBytes, modifiedAt } = this.file();
    const { facts, pixels } = previewText;
    const content = this.opened()?.content;
    const size = content?.kind === 'picture' ? content.size : undefined;
    return [
      { name: facts.path, value: path },
      { name: facts.size, value: formatBytes(sizeBytes) },
      { name: facts.modified, value: `${formatDay(modifiedAt)}, ${formatTime(modifiedAt)}` },
      ...(size ? [{ name: facts.pixels, value: pixels(size.width, size.height) }] : []),
    ];
  });
}
