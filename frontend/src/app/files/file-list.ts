import { CdkFixedSizeVirtualScroll, CdkVirtualForOf, CdkVirtualScrollViewport } from '@angular/cdk/scrolling';
import { Component, inject, output } from '@angular/core';
import { MatMenu, MatMenuContent, MatMenuItem } from '@angular/material/menu';
import { Router } from '@angular/router';

import { Icon } from '../icons/icon.ts';
import { filesText } from '../text/files-text.ts';
import type { Entry } from './entry.ts';
import { FileRow } from './file-row.ts';
import { folderParam } from './folder-path.ts';
import { isOnRow, RowList } from './row-list.ts';

/** The list of a folder. */
@Component({
  selector: 'airlock-file-list',
  imports: [
    CdkFixedSizeVirtualScroll,
    CdkVirtualForOf,
    CdkVirtualScrollViewport,
    FileRow,
    Icon,
    MatMenu,
    MatMenuContent,
    MatMenuItem,
  ],
  templateUrl: './file-list.html',
  styleUrl: './file-list.scss',
})
export class FileList extends RowList<Entry> {
  readonly opened = output<Entry>();
  readonly downloaded = output<string>();
  /** Emits the path of a file whose versions are to be shown. */
  readonly versions = output<string>();
  /** Emits when scrolling has come to a rest. */
  readonly scrolled = output();

  protected readonly text = filesText;
  protected readonly rowHeight = 60;
  readonly #router = inject(Router);

  protected canSelect({ kind }: Entry): boolean {
    return kind === 'file';
  }

  protected override act(event: KeyboardEvent): boolean {
    const entry = this.entries()[this.active()];
    if (event.key !== 'Enter' || !isOnRow(event) || !entry) return super.act(event);
    this.#open(entry);
    return true;
  }

  #open(entry: Entry): void {
    if (entry.kind === 'file') this.opened.emit(entry);
    else void this.#router.navigate(['/files'], { queryParams: { folder: folderParam(entry.path) } });
  }
}
