import type { Entry } from '../entry.ts';
import type { Selection } from '../selection.ts';
import type { ActionTarget, FileAction } from './file-action.ts';

/** What a menu or a key is about: one entry, what is selected, or the folder that is shown. */
export type ActionSubject =
  { readonly kind: 'entry'; readonly entry: Entry } | { readonly kind: 'selection' } | { readonly kind: 'folder' };

/** What a list shows, as far as it has been loaded. */
export interface ActionScope {
  /** Path of the folder; undefined among results of a search. */
  readonly folder: string | undefined;
  readonly all: readonly Entry[];
  readonly selected: readonly Entry[];
}

/** An action that a person chose, and what for. */
export interface ChosenAction {
  readonly action: FileAction;
  readonly subject: ActionSubject;
}

export const theFolder: ActionSubject = { kind: 'folder' };
export const theSelection: ActionSubject = { kind: 'selection' };

export function targetOf(subject: ActionSubject, { folder, all, selected }: ActionScope): ActionTarget {
  if (subject.kind === 'entry') {
    const { entry } = subject;
    return { entries: [entry], folder, all, isSelected: selected.length === 1 && selected[0]?.path === entry.path };
  }
  const entries = subject.kind === 'selection' ? selected : [];
  return { entries, folder, all, isSelected: entries.length === selected.length };
}

/** Makes what an action is about the selection, where the action shows what is selected. */
export function selectFor({ action, subject }: ChosenAction, selection: Selection): void {
  if (action.selects !== true) return;
  if (subject.kind === 'entry') selection.only(subject.entry.path);
  else if (subject.kind === 'folder') selection.clear();
}
