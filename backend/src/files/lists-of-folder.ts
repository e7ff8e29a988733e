import { maxKeyBytes } from '@airlock/contract';

import { BadListPosition } from './file-store.ts';
import type { FileStore } from './file-store.ts';
import type { ListPage } from './long-page.ts';

/** A list of one folder, which can be asked for page by page. */
export interface ListOfFolder {
  /** What tells this list of one user from all others. */
  readonly name: string;
  /** Throws `BadListPosition` for a place that no page of this list named. */
  readonly page: ListPage;
}

/** Makes the list of what lies directly under a prefix. */
export function flatList(files: FileStore, prefix: string): ListOfFolder {
  const page: ListPage = ({ limit, from }) => files.list({ prefix, limit, ...(from !== undefined && { from }) });
  return { name: prefix, page };
}

/** Makes the list of everything below a prefix, at any depth. Markers of folders are among its files. */
export function deepList(files: FileStore, prefix: string): ListOfFolder {
  const page: ListPage = async ({ limit, from }) => {
    const after = from === undefined ? undefined : keyAt(prefix, from);
    const { files: found, hasMore } = await files.listDeep({ prefix, limit, ...(after !== undefined && { after }) });
    const last = found.at(-1);
    return { prefixes: [], files: found, ...(hasMore && last && { next: placeOf(prefix, last.key) }) };
  };
  return { name: JSON.stringify([prefix, 'deep']), page };
}

/** Returns the place of a key in the list: what follows the prefix, and the slash before it, as a place is never empty. */
function placeOf(prefix: string, key: string): string {
  return key.slice(prefix.length - 1);
}

function keyAt(prefix: string, place: string): string {
  const key = prefix + place.slice(1);
  if (!place.startsWith('/') || Buffer.byteLength(key) > maxKeyBytes) throw new BadListPosition();
  return key;
}
