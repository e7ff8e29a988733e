import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cp, mkdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';

import { angularCli } from '../../../local/builds.ts';
import { playedMutant, type EngineMutant } from './mutant.ts';

const engine = 'frontend/src/app/transfer';
const generated = new Set(['node_modules', 'dist', '.angular']);

/**
 * Builds the app once with all `mutants` in it and returns the folder; a page plays the mutant that it names. A copy of
 * the sources is changed, inside the checkout so that packages are found; the sources themselves are never touched.
 */
export async function buildMutants(root: string, mutants: readonly EngineMutant[]): Promise<string> {
  const copy = join(root, 'dist/engine-mutants');
  const frontend = join(copy, 'frontend');
  await rm(copy, { recursive: true, force: true });
  await mkdir(copy, { recursive: true });
  await cp(join(root, 'tsconfig.base.json'), join(copy, 'tsconfig.base.json'));
  const filter = (path: string): boolean => !generated.has(basename(path));
  await cp(join(root, 'frontend'), frontend, { recursive: true, filter });
  await symlink(join(root, 'frontend/node_modules'), join(frontend, 'node_modules'));
  for (const mutant of mutants) await mutate(join(copy, engine, mutant.file), mutant);
  const build = ['build', '--configuration', 'development', '--source-map', 'false', '--progress', 'false'];
  const child = spawn(process.execPath, [angularCli(root), ...build], { cwd: frontend, stdio: 'inherit' });
  const [code] = (await once(child, 'exit')) as [number | null];
  if (code !== 0) throw new Error('The mutated app could not be built; the reason is above.');
  return join(frontend, 'dist/browser');
}

async function mutate(file: string, { name, from, to }: EngineMutant): Promise<void> {
  const text = await readFile(file, 'utf8');
  const found = text.split(from).length - 1;
  if (found !== 1) throw new Error(`"${name}": its text stands ${found} times in ${file}, not once.`);
  const isPlayed = `(Reflect.get(globalThis, '${playedMutant}') === ${JSON.stringify(name)})`;
  await writeFile(
    file,
    text.replace(from, () => to.replaceAll('MUTANT', isPlayed)),
  );
}
