import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

const generated = new Set(['node_modules', 'dist', '.angular']);

/**
 * Returns one hash of the names and contents of these files and folders, below `root`. The same sources give the same
 * hash.
 */
export function sourceHash(root: string, paths: readonly string[]): string {
  const hash = createHash('sha256').update(process.versions.node);
  for (const file of paths.flatMap((path) => filesOf(root, path)).sort()) {
    const bytes = readFileSync(join(root, file));
    hash.update(`${file}\0${bytes.length}\0`).update(bytes);
  }
  return hash.digest('hex');
}

function filesOf(root: string, path: string): readonly string[] {
  const stat = statSync(join(root, path), { throwIfNoEntry: false });
  if (stat === undefined) return [];
  if (!stat.isDirectory()) return [path];
  const names = readdirSync(join(root, path)).filter((name) => !generated.has(name));
  return names.flatMap((name) => filesOf(root, `${path}/${name}`));
}
