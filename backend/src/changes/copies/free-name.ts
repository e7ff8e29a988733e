import type { FileStore } from '../../files/file-store.ts';

/** Most entries that one page of names lists. */
const namesPerPage = 1000;

/** Returns a name with a number: that of a file stands before its ending, that of a folder at the end. */
function numberedName(key: string, number: number): string {
  const { start, ending } = partsOf(key);
  return `${start} (${number})${ending}`;
}

/**
 * Returns the first key that is free, from the number 2 on. `isFree` says which keys the slice gives to others; the store is
 * asked once for all numbered names. A folder is named by its prefix, with the slash.
 */
export async function freeName(
  files: Pick<FileStore, 'list'>,
  key: string,
  isFree: (key: string) => boolean,
): Promise<string> {
  const taken = await numberedNames(files, `${partsOf(key).start} (`);
  for (let number = 2; ; number += 1) {
    const name = numberedName(key, number);
    if (!taken.has(withoutSlash(name)) && isFree(name)) return name;
  }
}

async function numberedNames(files: Pick<FileStore, 'list'>, prefix: string): Promise<ReadonlySet<string>> {
  const names = new Set<string>();
  let from: string | undefined;
  do {
    const page = await files.list({ prefix, limit: namesPerPage, ...(from !== undefined && { from }) });
    for (const name of page.prefixes) names.add(withoutSlash(name));
    for (const { key } of page.files) names.add(key);
    from = page.next;
  } while (from !== undefined);
  return names;
}

function partsOf(key: string): { readonly start: string; readonly ending: string } {
  if (key.endsWith('/')) return { start: withoutSlash(key), ending: '/' };
  const name = key.slice(key.lastIndexOf('/') + 1);
  // The dot of `.hidden` begins no ending.
  const dot = name.lastIndexOf('.');
  const ending = dot > 0 ? name.slice(dot) : '';
  return { start: key.slice(0, key.length - ending.length), ending };
}

const withoutSlash = (name: string): string => (name.endsWith('/') ? name.slice(0, -1) : name);
