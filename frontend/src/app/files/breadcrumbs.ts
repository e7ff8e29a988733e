import { Component, computed, input } from '@angular/core';
import { RouterLink } from '@angular/router';

import { Icon } from '../icons/icon.ts';
import { nameOf } from '../format/name-of.ts';
import { filesText } from '../text/files-text.ts';
import { folderParam, foldersTo } from './folder-path.ts';

/** Number of folders that are shown in front of the current one; those between them are left out. */
const shownAtMost = 2;

/**
 * The path from the top folder to the current folder, as links in one line. The middle of a long path becomes an ellipsis.
 * The ellipsis links to the last folder that is left out. A phone shows only a link back and the name of the folder.
 */
@Component({
  selector: 'airlock-breadcrumbs',
  imports: [Icon, RouterLink],
  template: `
    <nav [attr.aria-label]="label()">
      <ol>
        @for (crumb of crumbs(); track crumb.path; let last = $last) {
          <li [class.last]="last" [class.above]="crumb.isAbove">
            @if (last) {
              <h1 aria-current="page" [title]="title()">{{ crumb.name }}</h1>
            } @else {
              <a
                [routerLink]="page()"
                [queryParams]="{ folder: crumb.param }"
                [title]="crumb.title"
                [attr.aria-label]="crumb.title"
              >
                <airlock-icon class="back" name="back" [size]="20" />
                <span>{{ crumb.name }}</span>
              </a>
              <airlock-icon class="next" name="next" [size]="16" />
            }
          </li>
        }
      </ol>
    </nav>
  `,
  styleUrl: './breadcrumbs.scss',
})
export class Breadcrumbs {
  /** Path of the folder with its slash; empty for the top folder. */
  readonly folder = input.required<string>();
  /** Address of the page that shows the folders. */
  readonly page = input('/files');
  /** Name of the top folder. */
  readonly root = input(filesText.root);
  readonly label = input(filesText.breadcrumbs);

  protected readonly crumbs = computed(() => {
    const folders = ['', ...foldersTo(this.folder())];
    const above = folders.length - 2;
    const hidden = folders.slice(1, -shownAtMost);
    return folders
      .filter((path) => hidden.length < 2 || path === hidden.at(-1) || !hidden.includes(path))
      .map((path) => {
        const title = path === '' ? this.root() : nameOf(path) || filesText.noName;
        const isEllipsis = hidden.length > 1 && path === hidden.at(-1);
        return {
          path,
          param: folderParam(path),
          title,
          name: isEllipsis ? '…' : title,
          isAbove: path === folders[above],
        };
      });
  });
  /** The whole path, for what the line does not show. */
  protected readonly title = computed(() => this.folder() || this.root());
}
