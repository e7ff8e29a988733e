import type { FileAction } from './file-action.ts';

/** What a key press says, of a keyboard event. */
export type KeyPress = Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey'>;

/** Returns whether a key press is a key as the table of actions writes it, such as 'F2' or 'Ctrl+Shift+X'. */
export function isKey(press: KeyPress, written: string): boolean {
  const parts = written.split('+');
  const key = parts.at(-1) ?? '';
  const wants = (modifier: string): boolean => parts.slice(0, -1).includes(modifier);
  return (
    press.key.toLowerCase() === key.toLowerCase() &&
    (press.ctrlKey || press.metaKey) === wants('Ctrl') &&
    press.altKey === wants('Alt') &&
    press.shiftKey === wants('Shift')
  );
}

/** Returns the actions that a key press means, of all in the table. */
export const actionsOfKey = (table: readonly FileAction[], press: KeyPress): FileAction[] =>
  table.filter(({ keys = [] }) => keys.some((key) => isKey(press, key)));

/** Whether a key press belongs to a text that a person types or has marked. */
export function belongsToText({ target, key, ctrlKey, metaKey }: KeyboardEvent): boolean {
  if (
    target instanceof HTMLElement &&
    target.matches('input:not([type=checkbox]), textarea, select, [contenteditable]')
  ) {
    return true;
  }
  const isCopy = (ctrlKey || metaKey) && ['c', 'x'].includes(key.toLowerCase());
  return isCopy && getSelection()?.isCollapsed === false;
}
