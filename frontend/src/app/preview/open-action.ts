import type { FileEntry } from '../files/entry.ts';
import type { ActionTarget, FileAction } from '../files/actions/file-action.ts';
import { previewText } from '../text/preview-text.ts';
import type { PreviewOpener } from './preview-opener.ts';

/** What the action needs of the rest of the app. */
export interface OpenNeeds {
  readonly previews: Pick<PreviewOpener, 'show'>;
  /** Goes to a folder. */
  readonly goTo: (folder: string) => void;
  readonly download: (file: FileEntry) => void;
  /** Shows the details of a file. Without it the viewer has no button for them. */
  readonly details?: (file: FileEntry) => void;
}

/** Opens one entry: goes to a folder, and shows a file in the viewer, among all files that the page shows. */
export function openAction({ previews, goTo, download, details }: OpenNeeds): FileAction {
  return {
    id: 'open',
    group: 'open',
    icon: 'show',
    label: previewText.open,
    keys: ['Enter'],
    offers: ({ entries }) => entries.length === 1,
    run: ({ entries: [entry], all }: ActionTarget) => {
      if (!entry) return;
      if (entry.kind === 'folder') return goTo(entry.path);
      const files = all.filter((it): it is FileEntry => it.kind === 'file');
      const at = files.findIndex(({ path }) => path === entry.path);
      return previews.show({ files: at < 0 ? [entry] : files, index: Math.max(0, at), download, details });
    },
  };
}
