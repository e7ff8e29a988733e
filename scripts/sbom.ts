/**
 * Writes the bill of materials of this checkout, in CycloneDX 1.5, and checks that it is whole.
 *   node scripts/sbom.ts [FILE]      without a file, dist/airlock.cdx.json
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';

import { billProblems } from './packages/check-bill.ts';
import { lockedPackages, readLockFile } from './packages/lock-file.ts';
import { writtenByNpm } from './packages/written-by-npm.ts';

const root = join(import.meta.dirname, '..');
const file = resolve(process.argv[2] ?? join(root, 'dist/airlock.cdx.json'));
const found = writtenByNpm(root);
const problems = billProblems(found, lockedPackages(readLockFile(root)));

if (problems.length > 0) {
  console.error(`The bill of materials is not whole:\n${problems.join('\n')}`);
  process.exitCode = 1;
} else {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, `${JSON.stringify(found, null, 2)}\n`);
  console.log(`${found.components.length} components are listed in ${file}`);
}
