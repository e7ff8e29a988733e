import { spawn } from 'node:child_process';
import { existsSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

import * as v from 'valibot';
import type { FunctionView } from '@airlock/template';

import { makeDirectory, readJsonFile, writeJsonFile } from './directory.ts';
import { KeptBundles } from './kept-bundles.ts';
import { sourceHash } from './source-hash.ts';
import { StartError } from './start-error.ts';

export type Report = (line: string) => void;

const bundleSources = ['backend/src', 'backend/bundle.mjs', 'packages/contract/src', 'package-lock.json'];
const appSources = ['frontend', 'packages/contract/src', 'packages/checksum/src', 'package-lock.json'];
const stamp = v.object({ sources: v.string() });

/** The folder of the built app, below the checkout. */
export const appFolder = 'frontend/dist/browser';

/**
 * Returns the files that `backend/bundle.mjs` writes, such as `<directory>/PresignPut/presign-put.mjs`, by logical id.
 */
export function bundlePaths(directory: string, functions: readonly FunctionView[]): Readonly<Record<string, string>> {
  const path = ({ logicalId, handler }: FunctionView) =>
    join(directory, logicalId, `${handler.slice(0, handler.lastIndexOf('.'))}.mjs`);
  return Object.fromEntries(functions.map((view) => [view.logicalId, path(view)]));
}

/** Bundles every function as `sam build` does, with source maps for debuggers, when a source has changed since the last time. */
export async function buildBundles(
  root: string,
  directory: string,
  functions: readonly FunctionView[],
  report: Report,
): Promise<void> {
  makeDirectory(directory);
  const stampFile = join(directory, 'sources.json');
  const sources = sourceHash(root, bundleSources);
  const paths = Object.values(bundlePaths(directory, functions));
  if (readJsonFile(stampFile, stamp)?.sources === sources && paths.every((path) => existsSync(path))) return;
  await fillWithBundles(directory, functions, new KeptBundles(root, sources), report);
  const missing = paths.find((path) => !existsSync(path));
  if (missing !== undefined)
    throw new StartError(`backend/bundle.mjs did not write ${missing}: compare the Handler in template.yaml.`);
  writeJsonFile(stampFile, { sources });
}

/** Copies the bundle of each function into the folder. Only one program at a time makes those that are not there yet. */
async function fillWithBundles(
  directory: string,
  functions: readonly FunctionView[],
  kept: KeptBundles,
  report: Report,
): Promise<void> {
  const folderOf = (logicalId: string): string => join(directory, logicalId);
  const copy = (ids: readonly string[]): readonly string[] => ids.filter((id) => !kept.copyTo(folderOf(id), id));
  const absent = copy(functions.map(({ logicalId }) => logicalId));
  if (absent.length === 0) return;
  const make = async (): Promise<void> => {
    // Another program may have made them meanwhile.
    const toBundle = copy(absent);
    if (toBundle.length === 0) return;
    report('Bundling the functions …');
    await bundleThese(toBundle, directory);
    for (const id of toBundle) kept.keep(folderOf(id), id);
    kept.forgetOthers();
  };
  await kept.inTurn(make, () => report('Waiting for another program that bundles the functions …'));
}

async function bundleThese(logicalIds: readonly string[], directory: string): Promise<void> {
  const { bundleAll, endBundler } = await import('../backend/bundle.mjs');
  try {
    await bundleAll(logicalIds, directory, 'linked');
  } finally {
    await endBundler();
  }
}

const appStamp = (root: string): string => join(root, 'frontend/dist/sources.json');

/** Builds the Angular app when a source has changed since the last time. */
export async function buildApp(root: string, report: Report): Promise<void> {
  const sources = sourceHash(root, appSources);
  if (readJsonFile(appStamp(root), stamp)?.sources === sources && existsSync(join(root, appFolder, 'index.html')))
    return;
  report('Building the app, about half a minute …');
  markAppStale(root);
  const { code, output, errorOutput } = await runAngular(root, ['build', '--no-progress']);
  if (code !== 0) throw new StartError(`${output.trim()}\nThe app could not be built; the reason is above.`);
  if (errorOutput.trim() !== '') report(errorOutput.trim());
  writeJsonFile(appStamp(root), { sources });
}

/** Makes the next start build the app again. */
export function markAppStale(root: string): void {
  rmSync(appStamp(root), { force: true });
}

interface AngularRun {
  readonly code: number;
  /** Everything that the Angular CLI wrote. After a good build that is a table of every chunk. */
  readonly output: string;
  /** What the CLI wrote to standard error: warnings and errors. */
  readonly errorOutput: string;
}

/** Runs the Angular CLI without a terminal and resolves when it has ended. */
function runAngular(root: string, args: readonly string[]): Promise<AngularRun> {
  const child = spawn(process.execPath, [angularCli(root), ...args], { cwd: join(root, 'frontend') });
  let output = '';
  let errorOutput = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (output += String(chunk)));
  child.stderr.on('data', (chunk) => (errorOutput += String(chunk)));
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => resolve({ code: code ?? 1, output, errorOutput }));
  });
}

/** Returns the path of the `ng` program. */
export function angularCli(root: string): string {
  const require = createRequire(join(root, 'frontend/package.json'));
  return join(dirname(require.resolve('@angular/cli/package.json')), 'bin/ng.js');
}
