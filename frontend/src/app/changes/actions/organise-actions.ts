import { inject } from '@angular/core';

import type { ActionTarget, FileAction } from '../../files/actions/file-action.ts';
import { shortcutText } from '../../files/actions/key-names.ts';
import { matchesMedia } from '../../files/media.ts';
import { Notices } from '../../notices/notices.ts';
import { organiseText } from '../../text/organise-text.ts';
import { DetailsVisibility } from '../details-visibility.ts';
import { Placements } from '../destination/placements.ts';
import { FileClipboard } from '../file-clipboard.ts';
import { Renames } from '../rename/renames.ts';

const text = organiseText.actions;
const hasEntries = ({ entries }: ActionTarget): boolean => entries.length > 0;
const whatOf = ({ entries }: ActionTarget): string =>
  organiseText.what(entries.length, entries.length === 1 ? entries[0]?.name : undefined);

/** Returns what says how to paste on this device: a finger has no keys. */
function pasteHint(): () => string {
  const isTouch = matchesMedia('(hover: none) and (pointer: coarse)');
  return () => (isTouch() ? organiseText.pasteByMenu : organiseText.pasteByKeys(shortcutText('Ctrl+V')));
}

/** Gives one file or folder another name. */
export function renameAction(): FileAction {
  const renames = inject(Renames);
  return {
    id: 'rename',
    group: 'organise',
    icon: 'rename',
    label: text.rename,
    keys: ['F2'],
    offers: ({ entries }) => entries.length === 1,
    run: async ({ entries: [entry], all }) => {
      if (entry) await renames.ask(entry, all);
    },
  };
}

/** Moves files and folders to a folder that is asked for. */
export function moveAction(): FileAction {
  const placements = inject(Placements);
  return {
    id: 'move',
    group: 'organise',
    icon: 'move',
    label: text.move,
    offers: hasEntries,
    run: ({ entries, folder }) => placements.ask('move', entries, folder),
  };
}

/** Copies files and folders to a folder that is asked for. */
export function copyAction(): FileAction {
  const placements = inject(Placements);
  return {
    id: 'copy',
    group: 'organise',
    icon: 'copy',
    label: text.copy,
    offers: hasEntries,
    run: ({ entries, folder }) => placements.ask('copy', entries, folder),
  };
}

/** Holds files and folders to move them where they are pasted. */
export function cutAction(): FileAction {
  const [clipboard, notices, hint] = [inject(FileClipboard), inject(Notices), pasteHint()];
  return {
    id: 'cut',
    group: 'organise',
    icon: 'cut',
    label: text.cut,
    keys: ['Ctrl+X'],
    offers: hasEntries,
    run: (target) => {
      clipboard.cut(target.entries);
      notices.say(organiseText.cut(whatOf(target), hint()));
    },
  };
}

/** Holds files and folders to copy them where they are pasted. */
export function copyToClipboardAction(): FileAction {
  const [clipboard, notices, hint] = [inject(FileClipboard), inject(Notices), pasteHint()];
  return {
    id: 'copy-to-clipboard',
    group: 'organise',
    icon: 'copy',
    label: text.copyToClipboard,
    keys: ['Ctrl+C'],
    offers: hasEntries,
    run: (target) => {
      clipboard.copy(target.entries);
      notices.say(organiseText.copied(whatOf(target), hint()));
    },
  };
}

/** Moves or copies what is held into the folder that is shown. */
export function pasteAction(): FileAction {
  const clipboard = inject(FileClipboard);
  return {
    id: 'paste',
    group: 'organise',
    icon: 'paste',
    label: text.paste,
    keys: ['Ctrl+V'],
    offers: ({ folder }) => folder !== undefined && !clipboard.isEmpty(),
    run: async ({ folder }) => {
      if (folder !== undefined) await clipboard.paste(folder);
    },
  };
}

/** Shows what is known about files and folders beside the list. When that is shown already, it is closed. */
export function detailsAction(): FileAction {
  const visibility = inject(DetailsVisibility);
  return {
    id: 'details',
    group: 'about',
    icon: 'info',
    label: text.details,
    keys: ['Alt+Enter'],
    selects: true,
    offers: (target) => hasEntries(target) || target.folder !== undefined,
    run: ({ isSelected }) => (isSelected ? visibility.toggle() : visibility.show()),
  };
}
