import { globSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';

export const root = join(import.meta.dirname, '../..');

export interface Page {
  /** Path below the repository. */
  readonly path: string;
  readonly text: string;
}

/** Returns every page of the repository that is written in Markdown. */
export function allPages(): readonly Page[] {
  const exclude = (path: string): boolean => /(^|\/)(node_modules|\.git|\.local|\.aws-sam|dist)$/.test(path);
  return globSync('**/*.md', { cwd: root, exclude }).map((path) => ({ path, text: read(path) }));
}

export const read = (path: string): string => readFileSync(join(root, path), 'utf8');

/** Returns the headings of a page that have this many `#`, without those in blocks of code. */
export function headingsOf(text: string, depth = 0): readonly string[] {
  const lines = withoutBlocks(text).split('\n');
  const found = lines.flatMap((line) => /^(#+) (.+)$/.exec(line)?.slice(1) ?? []);
  return found.filter((_, index) => index % 2 === 1 && (depth === 0 || found[index - 1]?.length === depth));
}

const withoutBlocks = (text: string): string => text.replaceAll(/^( *)```[\s\S]*?^\1```/gm, '');

/** Returns the anchor that GitHub gives a heading. */
const anchorOf = (heading: string): string =>
  heading
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N} _-]/gu, '')
    .replaceAll(' ', '-');

/** Returns the links of a page that lead nowhere: to no file of ours, or to no heading of a page. */
export function brokenLinks({ path, text }: Page, exists: (path: string) => boolean): readonly string[] {
  const links = Array.from(withoutBlocks(text).matchAll(/\]\(([^)\s]+)\)/g), ([, link = '']) => link);
  return links.filter((link) => !/^[a-z]+:/.test(link) && !leadsSomewhere(link, path, exists));
}

function leadsSomewhere(link: string, from: string, exists: (path: string) => boolean): boolean {
  const [file = '', anchor] = link.split('#');
  const path = file === '' ? from : normalize(join(dirname(from), file));
  if (!exists(path)) return false;
  return anchor === undefined || headingsOf(read(path)).some((heading) => anchorOf(heading) === anchor);
}

/** A command of package.json as a page writes it. */
export interface Command {
  readonly name: string;
  readonly options: readonly string[];
}

/** Returns the commands `npm run NAME -- --option` of a page. */
export function commandsIn(text: string): readonly Command[] {
  const found = text.matchAll(/npm run (?:--silent )?([a-z][a-z0-9:-]*)([^`\n#|]*)/g);
  return Array.from(found, ([, name = '', rest = '']) => ({
    name,
    options: rest.match(/(?<= )--[a-z][a-z-]*/g) ?? [],
  }));
}

/** Returns the words of code that look like names of the template: `AlarmEmail`, and the names before a `=`. */
export function templateNamesIn(text: string): readonly string[] {
  const code = Array.from(text.matchAll(/`([A-Z][a-z]+(?:[A-Z][a-z0-9]*)+)(?:=[^`]*)?`/g), ([, name = '']) => name);
  const set = Array.from(text.matchAll(/(?:--parameter |Overrides )([A-Z]\w*[a-z]\w*)=/g), ([, name = '']) => name);
  return [...new Set([...code, ...set])];
}

/** Returns the names of log groups in a page, with the name of the stack in capitals. */
export function logGroupsIn(text: string): readonly string[] {
  const found = text.match(/\/(?:airlock|aws\/vendedlogs\/states)\/[A-Za-z][\w/-]*/g) ?? [];
  return [...new Set(found)].map((name) => name.replace(/^\/airlock\/airlock\//, '/airlock/STACK/'));
}

/** Returns the values that a page gives to parameters: `Mfa=ON`, alone or in a list of them. */
export function valuesIn(text: string): readonly (readonly [name: string, value: string])[] {
  const found = text.matchAll(/(?<![\w-])([A-Z][A-Za-z0-9]+)=([^\s`"',;)$]*)(?!\$)/g);
  return Array.from(found, ([, name = '', value = '']) => [name, value] as const);
}
