import { Component, computed, inject, input } from '@angular/core';
import { MatIconButton } from '@angular/material/button';
import { Router } from '@angular/router';

import { parentOf } from '../format/name-of.ts';
import { EntryItem } from '../files/entry-item.ts';
import { EntryMore } from '../files/entry-more.ts';
import { EntryName } from '../files/entry-name.ts';
import { addressOf } from '../files/folder-address.ts';
import { Icon } from '../icons/icon.ts';
import { filesText } from '../text/files-text.ts';
import { searchText } from '../text/search-text.ts';
import { MarkedName } from './marked-name.ts';

/** The cells of one match: its name with what was searched for, and the folder that it is in. */
@Component({
  selector: 'airlock-result-row',
  imports: [EntryMore, EntryName, Icon, MarkedName, MatIconButton],
  templateUrl: './result-row.html',
  styleUrls: ['../files/file-row.scss', './result-row.scss'],
})
export class ResultRow extends EntryItem {
  /** What was searched for. */
  readonly searched = input.required<string>();

  readonly #links = inject(Router);
  protected readonly place = computed(() => {
    const folder = parentOf(this.entry().path);
    const path = folder.slice(0, -1);
    return {
      shown: folder === '' ? filesText.root : path,
      label: searchText.inPlace(folder === '' ? filesText.root : path),
      address: addressOf(this.#links, { kind: 'folder', path: folder, name: '' }) ?? '',
      params: folder,
    };
  });

  /** Opens the folder of the match in this page; with a modifier key the browser opens it elsewhere. */
  protected placeClicked(event: MouseEvent): void {
    event.stopPropagation();
    if (event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    void this.#links.navigateByUrl(this.place().address);
  }
}
