import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

/** The `launchOptions` with which Playwright starts Chromium here; empty where Playwright's own install is used. */
export interface ChromiumLaunch {
  readonly executablePath?: string;
  readonly env?: Record<string, string>;
}

/**
 * Finds a Chromium without downloading one: `CHROMIUM_PATH` when set; on Linux x64 the one in the npm package
 * @sparticuz/chromium, unpacked once beside node_modules; elsewhere the one that `npx playwright install` installed.
 */
export async function findChromium(): Promise<ChromiumLaunch> {
  const named = process.env['CHROMIUM_PATH'];
  if (named !== undefined) return { executablePath: named };
  if (process.platform !== 'linux' || process.arch !== 'x64') return {};
  const { home, version } = sparticuzPackage();
  const directory = join(home, '../../.cache', `chromium-${version}`);
  const executablePath = join(directory, 'chromium');
  if (!existsSync(executablePath)) await unpack(directory);
  return { executablePath, ...missingLibraries(executablePath, directory) };
}

function sparticuzPackage(): { home: string; version: string } {
  const require = createRequire(import.meta.url);
  const home = dirname(dirname(require.resolve('@sparticuz/chromium')));
  const { version } = require(join(home, 'package.json')) as { version: string };
  return { home, version };
}

/**
 * Unpacks Chromium. The package unpacks into the temporary folder; a folder of ours is named instead and then published
 * complete, so that a half one is never used.
 */
async function unpack(directory: string): Promise<void> {
  const half = `${directory}.${process.pid}`;
  mkdirSync(half, { recursive: true });
  const before = process.env['TMPDIR'];
  process.env['TMPDIR'] = half;
  try {
    const { default: chromium, inflate } = await import('@sparticuz/chromium');
    await chromium.executablePath();
    await inflate(join(sparticuzPackage().home, 'bin/al2023.tar.br'));
  } finally {
    if (before === undefined) delete process.env['TMPDIR'];
    else process.env['TMPDIR'] = before;
  }
  try {
    renameSync(half, directory);
  } catch {
    rmSync(half, { recursive: true }); // another process was faster
  }
}

/**
 * Returns the options for missing libraries. A bare machine lacks NSS and others: then the package's own copies are
 * used, otherwise those of the system.
 */
function missingLibraries(executablePath: string, directory: string): ChromiumLaunch {
  const needs = execFileSync('ldd', [executablePath], { encoding: 'utf8' });
  if (!needs.includes('not found')) return {};
  return { env: { ...definedEnvironment(), LD_LIBRARY_PATH: join(directory, 'al2023/lib') } };
}

function definedEnvironment(): Record<string, string> {
  return Object.fromEntries(Object.entries(process.env).filter((entry): entry is [string, string] => !!entry[1]));
}
