import { targetOf, type ActionScope, type ActionSubject, type ChosenAction } from './action-subject.ts';
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

/**
 * Returns the action that a key press means for the first of `subjects` for which it is offered; `undefined` when there is
 * none, when the key is held down, and when it belongs to a text that is typed or marked.
 */
export function chosenByKey(
  table: readonly FileAction[],
  event: KeyboardEvent,
  subjects: readonly ActionSubject[],
  scope: ActionScope,
): ChosenAction | undefined {
  // A key that is held down is one wish: what has the focus after the first press was not meant.
  if (event.repeat || belongsToText(event)) return undefined;
  for (const action of table) {
    if (!action.keys?.some((key) => isKey(event, key))) continue;
    const subject = subjects.find((it) => action.offers(targetOf(it, scope)));
    if (subject) return { action, subject };
  }
  return undefined;
}

const typedInto = 'input:not([type=checkbox]), textarea, select, [contenteditable]';

export function belongsToText({ target, key, ctrlKey, metaKey }: KeyboardEvent): boolean {
  if (target instanceof Element && target.matches(typedInto)) return true;
  const isCopy = (ctrlKey || metaKey) && ['c', 'x'].includes(key.toLowerCase());
  return isCopy && getSelection()?.isCollapsed === false;
}
