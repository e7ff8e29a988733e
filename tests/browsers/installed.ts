import { existsSync, readdirSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/** Returns the first of these programs that is on PATH, or what the environment variable names. */
function program(variable: string, ...names: readonly string[]): string | undefined {
  const named = process.env[variable];
  if (named !== undefined) return named;
  const folders = (process.env['PATH'] ?? '').split(delimiter);
  return names.flatMap((name) => folders.map((folder) => join(folder, name))).find((path) => existsSync(path));
}

export const firefoxPath = (): string | undefined => program('FIREFOX_PATH', 'firefox-esr', 'firefox');

/** The programs with which the browser of WebKitGTK is driven; it needs a screen, real or virtual. */
export interface WebKitPrograms {
  readonly driver: string;
  readonly browser: string;
  readonly screen: string;
}

export function webKitPrograms(): WebKitPrograms | undefined {
  const driver = program('WEBKIT_DRIVER', 'WebKitWebDriver');
  const browser = process.env['MINIBROWSER'] ?? miniBrowser();
  const screen = program('XVFB_RUN', 'xvfb-run');
  return driver && browser && screen ? { driver, browser, screen } : undefined;
}

/** MiniBrowser is part of the library's own folder, whose name differs between systems. */
function miniBrowser(): string | undefined {
  const libraries = [
    '/usr/lib',
    '/usr/libexec',
    `/usr/lib/${process.arch === 'arm64' ? 'aarch64' : 'x86_64'}-linux-gnu`,
  ];
  return libraries
    .filter((folder) => existsSync(folder))
    .flatMap((folder) => readdirSync(folder).map((name) => join(folder, name, 'MiniBrowser')))
    .find((path) => path.includes('webkit2gtk') && existsSync(path));
}
