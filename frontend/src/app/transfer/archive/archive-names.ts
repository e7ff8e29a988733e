/** A path whose name in the archive is another one. */
export interface ChangedName {
  readonly path: string;
  readonly name: string;
}

/** https://learn.microsoft.com/en-us/windows/win32/fileio/naming-a-file */
const refusedCharacters = /[<>:"|?*\\/\u0000-\u001f\u007f]/g;
/** Characters that a name may not end with. */
const refusedAtEnd = new Set('. ');
const deviceName = /^(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(?= *\.|$)/i;

/** Longest name in bytes of UTF-8. File systems take 255; the rest is for a number. */
const mostNameBytes = 240;

/** Returns a name that every system can store: what Windows refuses becomes an underscore, and a long name is cut. */
export function storableName(name: string): string {
  const plain = name.toWellFormed().replaceAll(refusedCharacters, '_');
  const storable = withoutEnd(plain).padEnd(plain.length, '_').replace(deviceName, '$1_');
  return storable === '' ? '_' : shortened(storable);
}

/** Returns a name without the dots and spaces at its end. */
function withoutEnd(name: string): string {
  let { length } = name;
  while (refusedAtEnd.has(name.charAt(length - 1))) length -= 1;
  return name.slice(0, length);
}

const utf8 = new TextEncoder();
const bytesOf = (text: string): number => utf8.encode(text).length;

/** Cuts a name before its ending. What one character has is kept whole, so that nothing may be left of the longest. */
function shortened(name: string): string {
  if (bytesOf(name) <= mostNameBytes) return name;
  const [, stem = name, ending = ''] = /^(.+?)(\.[^.]{1,16})?$/s.exec(name) ?? [];
  const room = mostNameBytes - bytesOf(ending);
  let [kept, keptBytes] = ['', 0];
  for (const { segment } of new Intl.Segmenter().segment(stem)) {
    keptBytes += bytesOf(segment);
    if (keptBytes > room) break;
    kept += segment;
  }
  return (withoutEnd(kept.trimEnd()) || '_') + ending;
}

/**
 * Returns what Windows and macOS compare of a name. Capitals tell less apart than small letters: `ß` and `ss`, and the two small
 * letters of `Σ`, are the same for some disks.
 */
export const folded = (name: string): string => name.normalize('NFC').toUpperCase().normalize('NFC');

/** Gives every file and folder a name in the archive that each system can store, and that no other one has. */
export class ArchiveNames {
  readonly #changed: ChangedName[] = [];
  /** Names in the archive of the folders of the storage, each with the slash at its end. */
  readonly #folders = new Map<string, string>();
  /** The names that are taken in each folder of the archive. */
  readonly #taken = new Map<string, Set<string>>();
  /** The number to try next for a name that is taken, by the folder and the name. */
  readonly #numbers = new Map<string, number>();

  /** The files and folders that are named differently from the storage, in the order in which they were named. */
  get changed(): readonly ChangedName[] {
    return this.#changed;
  }

  /** Returns the name of the file `path`, without `base`. */
  ofFile(path: string, base: string): string {
    return this.#named(path, path.lastIndexOf('/') + 1, base);
  }

  /** Returns the name of a folder, without `base`; both names have a slash at their end. */
  ofFolder(folder: string, base: string): string {
    if (folder.length <= base.length) return '';
    const known = this.#folders.get(folder);
    if (known !== undefined) return known;
    const bare = folder.slice(0, -1);
    const name = `${this.#named(bare, bare.lastIndexOf('/') + 1, base)}/`;
    this.#folders.set(folder, name);
    return name;
  }

  /** Returns a name at the top of the archive for a file that the storage does not have. */
  ofOwn(name: string): string {
    return this.#free('', name);
  }

  #named(path: string, at: number, base: string): string {
    const folder = this.ofFolder(path.slice(0, at), base);
    const wanted = path.slice(at);
    const name = this.#free(folder, storableName(wanted));
    if (name !== wanted) this.#changed.push({ path, name: folder + name });
    return folder + name;
  }

  #free(folder: string, name: string): string {
    const taken = this.#taken.get(folder) ?? new Set();
    this.#taken.set(folder, taken);
    const [, stem = name, ending = ''] = /^(.+?)(\.[^.]*)?$/s.exec(name) ?? [];
    const wanted = folded(folder + name);
    let number = this.#numbers.get(wanted) ?? 2;
    let free = name;
    for (; taken.has(folded(free)); number += 1) free = `${stem} (${number})${ending}`;
    if (free !== name) this.#numbers.set(wanted, number);
    taken.add(folded(free));
    return free;
  }
}
