import { signal } from '@angular/core';
import { describe, expect, it } from '@jest/globals';
import { NEVER } from 'rxjs';

import type { Entry, FileEntry } from '../files/entry.ts';
import type { ActionTarget, FileAction } from '../files/actions/file-action.ts';
import { viewerSurroundings } from './viewer-surroundings.ts';

const file = (path: string): FileEntry => {
  return { kind: 'file', path, name: path, sizeBytes: 1, modifiedAt: '', etag: `"${path}"` };
};
const folder: Entry = { kind: 'folder', path: 'docs/', name: 'docs' };
const heard = { hidden: signal(new Set<string>()), dimmed: signal(new Set<string>()) };
const silent = { stored: NEVER, deleted: NEVER, restored: NEVER, renamed: NEVER, copied: NEVER, created: NEVER };

describe('viewerSurroundings', () => {
  it('offers actions with the names that the files of the viewer have now, and those of the folders', () => {
    const targets: ActionTarget[] = [];
    const rename: FileAction = {
      id: 'rename',
      group: 'organise',
      icon: 'rename',
      label: 'Rename',
      offers: () => true,
      run: (target) => void targets.push(target),
    };
    const opened = { entries: [file('a')], folder: '', all: [folder, file('a'), file('b')], isSelected: false };
    const surroundings = viewerSurroundings([rename], { ...heard, ...silent, outdated: NEVER }, opened);
    const [now, other] = [file('c'), file('b')];
    for (const action of surroundings.actionsOn(now, [now, other])) action.run();
    expect(targets).toEqual([{ entries: [now], folder: '', all: [folder, now, other], isSelected: false }]);
  });
});
