import { Component, input, output } from '@angular/core';
import { MatIconButton } from '@angular/material/button';

import { Icon } from '../icons/icon.ts';
import { filesText } from '../text/files-text.ts';
import type { ListView } from './view-memory.ts';

/** The buttons that choose between list and grid, compact and roomy. */
@Component({
  selector: 'airlock-view-switch',
  imports: [Icon, MatIconButton],
  template: `
    <div role="group" [attr.aria-label]="text.viewGroup">
      @for (layout of layouts; track layout) {
        <button
          matIconButton
          type="button"
          class="layout"
          [attr.aria-pressed]="view().layout === layout"
          [attr.aria-label]="text.layouts[layout]"
          [title]="text.layouts[layout]"
          (click)="changed.emit({ layout })"
        >
          <airlock-icon [name]="layout" />
        </button>
      }
      <button
        matIconButton
        type="button"
        [attr.aria-pressed]="view().density === 'compact'"
        [attr.aria-label]="text.compact"
        [title]="text.compact"
        (click)="changed.emit({ density: view().density === 'compact' ? 'roomy' : 'compact' })"
      >
        <airlock-icon name="compact" />
      </button>
    </div>
  `,
  styles: `
    div {
      display: flex;
    }
    button {
      color: var(--mat-sys-on-surface-variant);
    }
    button[aria-pressed='true'] {
      color: var(--mat-sys-primary);
      background: var(--airlock-selected);
    }
    // A phone has room for the other layout only.
    @media (max-width: 720px) {
      .layout[aria-pressed='true'] {
        display: none;
      }
    }
  `,
})
export class ViewSwitch {
  readonly view = input.required<ListView>();
  readonly changed = output<Partial<ListView>>();

  protected readonly text = filesText;
  protected readonly layouts = ['list', 'grid'] as const;
}
