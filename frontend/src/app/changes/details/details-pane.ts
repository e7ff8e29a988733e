import { Component, computed, inject, input, output } from '@angular/core';
import { MatIconButton } from '@angular/material/button';

import type { ActionTarget } from '../../files/actions/file-action.ts';
import { iconOf, type Entry } from '../../files/entry.ts';
import { formatBytes } from '../../format/format.ts';
import { nameOf } from '../../format/name-of.ts';
import { Icon } from '../../icons/icon.ts';
import { Notices } from '../../notices/notices.ts';
import { detailsText } from '../../text/details-text.ts';
import { filesText } from '../../text/files-text.ts';
import { DetailsVisibility } from '../details-visibility.ts';
import { FileDetails } from './file-details.ts';
import { FolderDetails } from './folder-details.ts';

/**
 * What is known about the selected files and folders, or about the folder that is shown: beside the list on a wide screen,
 * over its lower part on a phone. It follows the selection and never takes the focus.
 */
@Component({
  selector: 'airlock-details-pane',
  imports: [FileDetails, FolderDetails, Icon, MatIconButton],
  templateUrl: './details-pane.html',
  styleUrls: ['./details-pane.scss', './details-list.scss'],
  host: { '(keydown.escape)': 'close()' },
})
export class DetailsPane {
  readonly target = input.required<ActionTarget>();
  /** Emits a version of a file that is to be downloaded. */
  readonly download = output<{ path: string; versionId: string }>();

  /** Emits when a person closes the details. What had the focus goes with them. */
  readonly closed = output();

  protected readonly text = detailsText;
  readonly #visibility = inject(DetailsVisibility);
  /** The one thing that is shown; `undefined` when several are selected, or nothing among results of a search. */
  protected readonly only = computed((): Entry | undefined => {
    const { entries, folder } = this.target();
    if (entries.length === 0 && folder !== undefined)
      return { kind: 'folder', path: folder, name: nameOf(folder) || filesText.root };
    return entries.length < 2 ? entries[0] : undefined;
  });
  protected readonly icon = computed(() => {
    const only = this.only();
    return only ? iconOf(only) : 'file';
  });
  protected readonly several = computed(() => {
    const { entries } = this.target();
    const files = entries.filter((entry) => entry.kind === 'file');
    const folderCount = entries.length - files.length;
    return {
      title: entries.length === 0 ? detailsText.label : detailsText.several(entries.length),
      isNothing: entries.length === 0,
      counts: detailsText.ofThese(files.length, folderCount),
      size: formatBytes(files.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0)),
      hasFolders: folderCount > 0,
    };
  });
  readonly #notices = inject(Notices);

  protected close(): void {
    this.#visibility.toggle();
    this.closed.emit();
  }

  protected async copyPath(path: string): Promise<void> {
    try {
      await navigator.clipboard.writeText(path);
      this.#notices.say(detailsText.copied);
    } catch {
      this.#notices.say(detailsText.copyFailed);
    }
  }
}
