import { Component, inject, input, output, signal, viewChild } from '@angular/core';
import { MatDivider } from '@angular/material/divider';
import { MatMenu, MatMenuContent, MatMenuItem, MatMenuTrigger } from '@angular/material/menu';

import { Icon } from '../../icons/icon.ts';
import { targetOf, type ActionScope, type ActionSubject, type ChosenAction } from './action-subject.ts';
import { FILE_ACTION_TABLE } from './file-action.ts';
import { ariaShortcuts, shortcutText } from './key-names.ts';
import { menuGroups } from './menu-groups.ts';

/** The menu of what can be done with an entry, the selection or the folder: for a button, or at the pointer. */
@Component({
  selector: 'airlock-action-menu',
  imports: [Icon, MatDivider, MatMenu, MatMenuContent, MatMenuItem, MatMenuTrigger],
  template: `
    <span
      aria-hidden="true"
      class="corner"
      [style.left.px]="corner().x"
      [style.top.px]="corner().y"
      [matMenuTriggerFor]="menu"
      [matMenuTriggerRestoreFocus]="false"
      (menuClosed)="left.emit()"
    ></span>
    <mat-menu #menu="matMenu" class="file-actions" [xPosition]="xPosition()" (closed)="xPosition.set('before')">
      <ng-template matMenuContent let-subject="subject">
        @for (part of groups(subject); track part.group; let first = $first) {
          @if (!first) {
            <mat-divider />
          }
          @for (action of part.actions; track action.id) {
            <button
              mat-menu-item
              type="button"
              [class.danger]="action.group === 'remove'"
              [attr.aria-keyshortcuts]="shortcuts(action.keys)"
              (click)="chosen.emit({ action, subject })"
            >
              <span class="item">
                <airlock-icon [name]="action.icon" />
                <span class="label">{{ action.label }}</span>
                @if (action.keys?.[0]; as key) {
                  <kbd aria-hidden="true">{{ written(key) }}</kbd>
                }
              </span>
            </button>
          }
        }
      </ng-template>
    </mat-menu>
  `,
  styleUrl: './action-menu.scss',
})
export class ActionMenu {
  readonly scope = input.required<ActionScope>();
  readonly chosen = output<ChosenAction>();
  /** Emits when a menu at the pointer has closed. The focus is nowhere then. */
  readonly left = output();

  readonly menu = viewChild.required(MatMenu);
  protected readonly written = (shortcut: string): string => shortcutText(shortcut);
  protected readonly corner = signal({ x: 0, y: 0 });
  protected readonly xPosition = signal<'before' | 'after'>('before');
  readonly #table = inject(FILE_ACTION_TABLE);
  private readonly trigger = viewChild.required(MatMenuTrigger);

  /** Opens the menu with its corner at a point of the window. Returns `false` when it would be empty. */
  openAt(corner: { readonly x: number; readonly y: number }, subject: ActionSubject): boolean {
    if (this.groups(subject).length === 0) return false;
    const trigger = this.trigger();
    this.corner.set(corner);
    this.xPosition.set('after');
    trigger.menuData = { subject };
    // The corner is moved there first.
    requestAnimationFrame(() => trigger.openMenu());
    return true;
  }

  protected groups(subject: ActionSubject) {
    return menuGroups(this.#table, targetOf(subject, this.scope()));
  }

  /** Keys in the form of `aria-keyshortcuts`. */
  protected shortcuts(keys: readonly string[] | undefined): string | null {
    return keys ? ariaShortcuts(keys) : null;
  }
}
