import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import * as v from 'valibot';

import { bill, type Bill } from './check-bill.ts';

const manifest = v.object({ name: v.string() });

/**
 * Returns the bill of materials that npm makes of the lock file. npm calls the product as its folder is called; here it has the
 * name of package.json. Throws when npm fails, or when what it writes is no CycloneDX document.
 */
export function writtenByNpm(root: string): Bill {
  const [program, ...first] = npm();
  const args = [...first, 'sbom', '--package-lock-only', '--sbom-format=cyclonedx', '--sbom-type=application'];
  const text = execFileSync(program, args, { cwd: root, encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 });
  const { name } = v.parse(manifest, JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')));
  const written = v.parse(bill, JSON.parse(text));
  return { ...written, metadata: { ...written.metadata, component: { ...written.metadata.component, name } } };
}

/** Returns the npm that started us, or the npm of this machine. */
function npm(): readonly [string, ...string[]] {
  const path = process.env['npm_execpath'];
  return path?.endsWith('.js') === true ? [process.execPath, path] : ['npm'];
}
