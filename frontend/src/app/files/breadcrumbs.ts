import { Component, computed, input } from '@angular/core';
import { RouterLink } from '@angular/router';

import { Icon } from '../icons/icon.ts';
import { text } from '../text/text.ts';

/** The path from the top folder to the current folder, as links. */
@Component({
  selector: 'airlock-breadcrumbs',
  imports: [Icon, RouterLink],
  template: `
    <nav [attr.aria-label]="text.breadcrumbs">
      <ol>
        @for (crumb of crumbs(); track crumb.path; let last = $last) {
          <li [class.last]="last">
            @if (last) {
              <h1 aria-current="page">{{ crumb.name }}</h1>
            } @else {
              <a routerLink="/files" [queryParams]="{ folder: crumb.path || null }">{{ crumb.name }}</a>
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

  protected readonly text = text.files;
  protected readonly crumbs = computed(() => {
    const names = this.folder() === '' ? [] : this.folder().split('/');
    const below = names.map((name, index) => ({ name, path: names.slice(0, index + 1).join('/') }));
    return [{ name: this.text.root, path: '' }, ...below];
  });
}
