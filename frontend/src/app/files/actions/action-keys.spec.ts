import { describe, expect, it } from '@jest/globals';

import type { Entry } from '../entry.ts';
import { chosenByKey, isKey } from './action-keys.ts';
import { theFolder, theSelection, type ActionScope } from './action-subject.ts';
import type { FileAction } from './file-action.ts';
import { menuGroups } from './menu-groups.ts';

const action = (id: FileAction['id'], more: Partial<FileAction>): FileAction => ({
  id,
  group: 'organise',
  icon: 'file',
  label: id,
  offers: ({ entries }) => entries.length > 0,
  run: () => undefined,
  ...more,
});
const rename = action('rename', { keys: ['F2'], offers: ({ entries }) => entries.length === 1 });
const copy = action('copy-to-clipboard', { keys: ['Ctrl+C'] });
const paste = action('paste', { keys: ['Ctrl+V'], offers: ({ folder }) => folder !== undefined });
const remove = action('delete', { keys: ['Delete'], group: 'remove' });
const table = [rename, copy, paste, remove];
const file: Entry = { kind: 'file', path: 'a', name: 'a', sizeBytes: 1, modifiedAt: '', etag: '"x"' };
const scope: ActionScope = { folder: '', all: [file], selected: [file, file] };

const press = (key: string, more: KeyboardEventInit = {}, target: Element = document.body) => {
  const event = new KeyboardEvent('keydown', { key, bubbles: true, ...more });
  target.dispatchEvent(event);
  return event;
};

describe('isKey', () => {
  it('wants all modifiers and no other; Ctrl is also the key of a Mac', () => {
    expect(isKey(press('c', { ctrlKey: true }), 'Ctrl+C')).toBe(true);
    expect(isKey(press('c', { metaKey: true }), 'Ctrl+C')).toBe(true);
    expect(isKey(press('c'), 'Ctrl+C')).toBe(false);
    expect(isKey(press('C', { ctrlKey: true, shiftKey: true }), 'Ctrl+C')).toBe(false);
    expect(isKey(press('F2', { altKey: true }), 'F2')).toBe(false);
  });
});

describe('chosenByKey', () => {
  it('chooses for the first subject for which the action is offered', () => {
    expect(chosenByKey(table, press('Delete'), [theSelection, theFolder], scope)).toEqual({
      action: remove,
      subject: theSelection,
    });
    const ofFolder = { ...paste, offers: ({ entries }: { entries: readonly Entry[] }) => entries.length === 0 };
    expect(chosenByKey([ofFolder], press('v', { ctrlKey: true }), [theSelection, theFolder], scope)?.subject).toBe(
      theFolder,
    );
    // Several entries have no one name.
    expect(chosenByKey(table, press('F2'), [theSelection], scope)).toBeUndefined();
  });

  it('takes a key that is held down for one wish', () => {
    expect(chosenByKey(table, press('Delete', { repeat: true }), [theSelection], scope)).toBeUndefined();
  });

  it('leaves keys to a text that is typed', () => {
    const field = document.createElement('input');
    document.body.append(field);
    expect(chosenByKey(table, press('Delete', {}, field), [theSelection], scope)).toBeUndefined();
    field.type = 'checkbox';
    expect(chosenByKey(table, press('Delete', {}, field), [theSelection], scope)?.action).toBe(remove);
  });

  it('leaves copying to a text that is marked', () => {
    document.body.append('marked');
    getSelection()?.selectAllChildren(document.body);
    expect(chosenByKey(table, press('c', { ctrlKey: true }), [theSelection], scope)).toBeUndefined();
    getSelection()?.removeAllRanges();
    expect(chosenByKey(table, press('c', { ctrlKey: true }), [theSelection], scope)?.action).toBe(copy);
  });
});

describe('menuGroups', () => {
  it('has what is offered, in the order of the table, and no empty group', () => {
    const groups = menuGroups(table, { entries: [], folder: '', all: [], isSelected: true });
    expect(groups).toEqual([{ group: 'organise', actions: [paste] }]);
    const ofOne = menuGroups([remove, ...table], { entries: [file], folder: undefined, all: [file], isSelected: true });
    expect(ofOne.map(({ group, actions }) => [group, actions.map(({ id }) => id)])).toEqual([
      ['organise', ['rename', 'copy-to-clipboard']],
      ['remove', ['delete', 'delete']],
    ]);
  });
});
