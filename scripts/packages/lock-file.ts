import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import * as v from 'valibot';

const names = v.optional(v.record(v.string(), v.string()), {});
const entry = v.object({
  name: v.optional(v.string()),
  version: v.optional(v.string()),
  resolved: v.optional(v.string()),
  integrity: v.optional(v.string()),
  link: v.optional(v.boolean()),
  license: v.optional(v.string()),
  inBundle: v.optional(v.boolean()),
  hasInstallScript: v.optional(v.boolean()),
  dependencies: names,
  optionalDependencies: names,
});
const lockFile = v.object({ packages: v.record(v.string(), entry) });

/** What package-lock.json says of one place in `node_modules`, or of one workspace. */
export type LockEntry = v.InferOutput<typeof entry>;

/** A package of somebody else that the lock file installs. */
export interface LockedPackage extends LockEntry {
  /** Path below the checkout: `node_modules/valibot`, or deeper where versions differ. */
  readonly path: string;
  readonly name: string;
}

export type LockEntries = Readonly<Record<string, LockEntry>>;

/** Returns all entries of package-lock.json by their path. The workspaces are among them, and the checkout as ''. */
export function readLockFile(root: string): LockEntries {
  return v.parse(lockFile, JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8'))).packages;
}

/** Returns the packages of others, which `npm ci` takes from the registry. */
export function lockedPackages(entries: LockEntries): readonly LockedPackage[] {
  return Object.entries(entries)
    .filter(([path, { link }]) => path.includes('node_modules/') && link !== true)
    .map(([path, it]) => ({ ...it, path, name: it.name ?? path.slice(path.lastIndexOf('node_modules/') + 13) }));
}
