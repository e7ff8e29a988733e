import { Component, computed, input } from '@angular/core';
import { RouterLink } from '@angular/router';

import { Icon } from '../icons/icon.ts';
import { text } from '../text/text.ts';

/** The path from the top folder to the current folder, as links. */
@Component({
  selector: 'airlock-breadcrumbs',
  imports: [Icon, RouterLink],
  template: `
    <nav [attr.aria-label]="label()">
      <ol>
        @for (crumb of crumbs(); track crumb.path; let last = $last) {
          <li [class.last]="last">
            @if (last) {
              <h1 aria-current="page">{{ crumb.name }}</h1>
            } @else {
              <a [routerLink]="page()" [queryParams]="{ folder: crumb.path || null }">{{ crumb.name }}</a>
              <airlock-icon name="next" [size]="16" />
            }
          </li>
        }
      </ol>
    </nav>
  `,
  styleUrl: './breadcrumbs.scss',
})
export class Breadcrumbs {
  readonly folder = input.required<string>();
  /** Address of the page that shows the folders. */
  readonly page = input('/files');
  /** Name of the top folder. */
  readonly root = input(text.files.root);
  readonly label = input(text.files.breadcrumbs);

  protected readonly crumbs = computed(() => {
    const names = this.folder() === '' ? [] : this.folder().split('/');
    const below = names.map((name, index) => ({ name, path: names.slice(0, index + 1).join('/') }));
    return [{ name: this.root(), path: '' }, ...below];
  });
}
