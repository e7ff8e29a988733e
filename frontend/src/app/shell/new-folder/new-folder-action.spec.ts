/** @jest-environment node */
import { describe, expect, it, jest } from '@jest/globals';

import type { ActionTarget } from '../../files/actions/file-action.ts';
import { newFolderAction } from './new-folder-action.ts';

const open = jest.fn<(folder: string) => void>();
const action = newFolderAction(open);
const target = (more: Partial<ActionTarget>): ActionTarget => ({
  entries: [],
  folder: '',
  all: [],
  isSelected: true,
  ...more,
});
const entries = [{ kind: 'folder', path: 'a/', name: 'a' }] as const;

describe('newFolderAction', () => {
  it.each([
    ['the top folder', target({}), true],
    ['a folder', target({ folder: 'reports/2026/' }), true],
    ['an entry', target({ entries }), false],
    ['results of a search', target({ folder: undefined }), false],
    ['a folder whose name is not allowed', target({ folder: 'dbl//' }), false],
  ])('for %s it is offered: %j', (_what, given, isOffered) => {
    expect(action.offers(given)).toBe(isOffered);
  });

  it('asks for a name in the folder that is shown', () => {
    void action.run(target({ folder: 'reports/' }));
    expect(open).toHaveBeenCalledWith('reports/');
  });
});
