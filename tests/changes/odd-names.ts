/**
 * Names that a move must keep as they are: names that differ only in case or in normal form, that a URL must encode, that
 * browsers would take for steps, and that only other tools store.
 */
const oddNames: readonly string[] = [
  ...['Report.txt', 'report.txt', 'REPORT.TXT', 'caf\u00e9.txt', 'cafe\u0301.txt', 'I.txt', '\u0131.txt', '\u0130.txt'],
  ...['100 %.txt', '%41.txt', 'a+b&c=d?.txt', "it's; #1 (2).txt", 'a"b<c>.txt', ' spaces .txt', '日本語 😀.txt'],
  ...['dbl//x.txt', 'dots/../up.txt', 'dots/./here.txt', '.hidden', 'a/b/c/d/e/f.txt', 'ends/with.'],
];

/** Returns the name of each file of a tree with 50 folders, in which every odd name is once. */
export const nameInTree = (index: number): string =>
  oddNames[index] ?? `${String(index % 50).padStart(2, '0')}/${index}.txt`;
