import { Component, computed, input, output } from '@angular/core';
import { MatIconButton } from '@angular/material/button';
import { MatMenu, MatMenuItem, MatMenuTrigger } from '@angular/material/menu';

import { Icon } from '../icons/icon.ts';
import { filesText } from '../text/files-text.ts';
import type { ListView } from './view-memory.ts';

/** The menu of a phone with what a wide screen has buttons for: the other layout, the density, and the refreshed list. */
@Component({
  selector: 'airlock-view-menu',
  imports: [Icon, MatIconButton, MatMenu, MatMenuItem, MatMenuTrigger],
  template: `
    <button
      matIconButton
      type="button"
      [matMenuTriggerFor]="menu"
      [attr.aria-label]="text.viewMenu"
      [title]="text.viewMenu"
    >
      <airlock-icon name="more" />
    </button>
    <mat-menu #menu="matMenu" xPosition="before">
      <button mat-menu-item type="button" (click)="changed.emit({ layout: other() })">
        <span class="item"><airlock-icon [name]="other()" /> {{ text.layouts[other()] }}</span>
      </button>
      <button
        mat-menu-item
        type="button"
        role="menuitemcheckbox"
        [attr.aria-checked]="isCompact()"
        (click)="changed.emit({ density: isCompact() ? 'roomy' : 'compact' })"
      >
        <span class="item"><airlock-icon [name]="isCompact() ? 'check' : 'compact'" /> {{ text.compact }}</span>
      </button>
      <button mat-menu-item type="button" (click)="refreshed.emit()">
        <span class="item"><airlock-icon name="refresh" /> {{ text.refresh }}</span>
      </button>
    </mat-menu>
  `,
  styles: `
    .item {
      display: flex;
      align-items: center;
      gap: 12px;
    }
  `,
})
export class ViewMenu {
  readonly view = input.required<ListView>();
  readonly changed = output<Partial<ListView>>();
  readonly refreshed = output();

  protected readonly text = filesText;
  protected readonly other = computed(() => (this.view().layout === 'list' ? 'grid' : 'list'));
  protected readonly isCompact = computed(() => this.view().density === 'compact');
}
