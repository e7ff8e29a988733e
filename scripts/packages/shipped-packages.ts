import { lockedPackages, type LockEntries, type LockedPackage } from './lock-file.ts';

/** The workspaces that become functions and app. What they are built and tested with is in their `devDependencies`. */
const shippedWorkspaces = ['backend', 'frontend'];

/**
 * Returns the packages whose code can be in the functions or in the app: those that both declare as `dependencies`, and what
 * these depend on. The bundlers leave out what nothing calls, so that fewer are really there.
 */
export function shippedPackages(entries: LockEntries): readonly LockedPackage[] {
  const reached = new Set<string>();
  const open = [...shippedWorkspaces];
  for (let from = open.pop(); from !== undefined; from = open.pop()) {
    if (reached.has(from)) continue;
    reached.add(from);
    const { dependencies = {}, optionalDependencies = {} } = entries[from] ?? {};
    const found = Object.keys({ ...dependencies, ...optionalDependencies }).map((name) => placeOf(entries, from, name));
    open.push(...found.filter((it) => it !== undefined));
  }
  return lockedPackages(entries).filter(({ path }) => reached.has(path));
}

/** Returns the path of the package that Node finds for an import: the nearest `node_modules` that has it, from inside out. */
function placeOf(entries: LockEntries, from: string, name: string): string | undefined {
  const folders = from.split('/').map((_, index, all) => all.slice(0, all.length - index).join('/'));
  const places = [...folders, ''].map((folder) => `${folder === '' ? '' : `${folder}/`}node_modules/${name}`);
  const place = places.find((it) => entries[it] !== undefined);
  if (place === undefined) return undefined;
  const { link, resolved } = entries[place] ?? {};
  return link === true ? resolved : place;
}
