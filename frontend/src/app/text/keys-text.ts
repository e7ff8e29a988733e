/** Texts of the list of keys. Keys are written as in the table of actions, and shown as this keyboard has them. */
export const keysText = {
  title: 'Keyboard shortcuts',
  close: 'Close',
  /** Read between keys of which one is enough, such as `F2 or Ctrl+R`. */
  or: 'or',
  groups: { everywhere: 'Everywhere', list: 'In a list', actions: 'With files and folders' },
  /** Names of keys as they are printed on keyboards. */
  names: { ' ': 'Space', ArrowUp: '↑', ArrowDown: '↓', ArrowLeft: '←', ArrowRight: '→' },
  /** Keys that Apple's keyboards name otherwise. */
  namesOnMac: { Ctrl: '⌘', Alt: '⌥', Shift: '⇧' },
  spoken: {
    '⌘': 'Command',
    '⌥': 'Option',
    '⇧': 'Shift',
    '↑': 'Arrow up',
    '↓': 'Arrow down',
    '←': 'Arrow left',
    '→': 'Arrow right',
    '/': 'Slash',
    '?': 'Question mark',
  },
  everywhere: [
    { label: 'Search everything', keys: ['/'] },
    { label: 'Undo the last change', keys: ['Ctrl+Z'] },
    { label: 'Upload what was copied elsewhere', keys: ['Ctrl+V'] },
    { label: 'Show these shortcuts', keys: ['?'] },
  ],
  list: [
    { label: 'Move through the list', keys: ['ArrowUp', 'ArrowDown'] },
    { label: 'Go to the first or the last', keys: ['Home', 'End'] },
    { label: 'Go to a name by its first letters', keys: ['A … Z'] },
    { label: 'Select, or take out of the selection', keys: [' '] },
    { label: 'Select up to here', keys: ['Shift+ArrowUp', 'Shift+ArrowDown'] },
    { label: 'Select all', keys: ['Ctrl+A'] },
    { label: 'Clear the selection', keys: ['Escape'] },
  ],
};
