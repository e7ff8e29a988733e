import type { Entry } from './upload-entry.ts';

/**
 * Lines up the uploads of one path, so that one is sent after the other in the order in which they were added. Otherwise
 * two of them would race for the name, and the older file could replace the newer.
 */
export class PathOrder {
  readonly #lines = new Map<string, Entry[]>();

  /** Lets `entry` wait behind the uploads of its path. An entry that is in the line keeps its place. */
  join(entry: Entry): void {
    const line = this.#lines.get(keyOf(entry));
    if (!line) this.#lines.set(keyOf(entry), [entry]);
    else if (!line.includes(entry)) line.push(entry);
  }

  isFirst(entry: Entry): boolean {
    return this.#lines.get(keyOf(entry))?.[0] === entry;
  }

  /** Removes `entry` from its line. Returns the entry that is first now, when another one was first before. */
  leave(entry: Entry): Entry | undefined {
    const line = this.#lines.get(keyOf(entry)) ?? [];
    const wasFirst = line[0] === entry;
    const rest = line.filter((other) => other !== entry);
    if (rest.length === 0) this.#lines.delete(keyOf(entry));
    else this.#lines.set(keyOf(entry), rest);
    return wasFirst ? rest[0] : undefined;
  }
}

const keyOf = ({ userId, addedPath }: Entry) => `${userId}/${addedPath}`;
