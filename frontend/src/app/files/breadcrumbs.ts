import { Component, computed, input } from '@angular/core';
import { MatMenu, MatMenuContent, MatMenuItem, MatMenuTrigger } from '@angular/material/menu';
import { RouterLink } from '@angular/router';

import { Icon } from '../icons/icon.ts';
import { nameOf } from '../format/name-of.ts';
import { filesText } from '../text/files-text.ts';
import { FolderDrop } from './drag/folder-drop.ts';
import { folderParam, foldersTo } from './folder-path.ts';

/** Number of folders that are shown in front of the current one; those between them are in a menu. */
const shownAtMost = 2;

/**
 * The path from the top folder to the current folder, as links in one line. The middle of a long path becomes a menu. A phone
 * shows only a link back and the name of the folder. Entries can be dropped on each folder of the path.
 */
@Component({
  selector: 'airlock-breadcrumbs',
  imports: [FolderDrop, Icon, MatMenu, MatMenuContent, MatMenuItem, MatMenuTrigger, RouterLink],
  templateUrl: './breadcrumbs.html',
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
  /** Whether entries of a list can be dropped here. */
  readonly takesEntries = input(false);

  protected readonly text = filesText;
  readonly #crumbs = computed(() => {
    const folders = ['', ...foldersTo(this.folder())];
    return folders.map((path) => {
      const name = path === '' ? this.root() : nameOf(path) || filesText.noName;
      return { path, param: folderParam(path), name, isAbove: path === folders.at(-2), isMenu: false };
    });
  });
  /** The folders that are only in the menu. One folder needs no menu. */
  protected readonly hidden = computed(() => {
    const between = this.#crumbs().slice(1, -shownAtMost);
    return between.length < 2 ? [] : between;
  });
  /** What stands in front of the name of the current folder; the menu stands for the folders in it. */
  protected readonly parts = computed(() => {
    const [crumbs, hidden] = [this.#crumbs().slice(0, -1), this.hidden()];
    return crumbs
      .filter((crumb) => crumb === hidden[0] || !hidden.includes(crumb))
      .map((crumb) => ({ ...crumb, isMenu: crumb === hidden[0] }));
  });
  protected readonly name = computed(() => this.#crumbs().at(-1)?.name ?? '');
  /** The whole path, for what the line does not show. */
  protected readonly title = computed(() => this.folder() || this.root());
}
