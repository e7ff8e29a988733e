import { lockedPackages, type LockEntries, type LockedPackage } from './lock-file.ts';
import { shippedPackages } from './shipped-packages.ts';

const opening = `# Licences

\`npm run licences\` writes this page from \`package-lock.json\`. It has every package of somebody else by the licence that the
package declares. \`npm run sbom\` writes the same with versions and checksums. \`tests/attack/packages.spec.ts\` refuses a licence
that is not on its list.
`;

/** Returns docs/licences.md: the licences of what is deployed, then those of what only builds, tests and runs it here. */
export function licencesPage(entries: LockEntries): string {
  const shipped = shippedPackages(entries);
  const shippedNames = new Set(shipped.map(({ name }) => name));
  const others = lockedPackages(entries).filter(({ name }) => !shippedNames.has(name));
  return [
    opening,
    '## What can be in the functions and the app',
    '',
    'The bundlers leave out what nothing calls, so that some of these are in neither.',
    '',
    table(shipped),
    '',
    '## What builds, tests and runs Airlock on a machine, and is not deployed',
    '',
    table(others),
    '',
  ].join('\n');
}

function table(packages: readonly LockedPackage[]): string {
  const byLicence = Map.groupBy(packages, ({ license = 'none' }) => license);
  const rows = [...byLicence]
    .map(([licence, some]) => ({ licence, names: [...new Set(some.map(({ name }) => name))].sort() }))
    .sort((a, b) => b.names.length - a.names.length || (a.licence < b.licence ? -1 : 1));
  return [
    '| licence | packages | names |',
    '|---|--:|---|',
    ...rows.map(({ licence, names }) => `| ${licence} | ${names.length} | ${names.join(', ')} |`),
  ].join('\n');
}
