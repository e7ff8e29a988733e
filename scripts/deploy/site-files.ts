import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';

import { lookup } from 'mrmime';

import { DeployError } from './deploy-error.ts';

/** One file of the app as the web bucket shall hold it. */
export interface SiteFile {
  readonly key: string;
  readonly body: Buffer;
  readonly contentType: string;
  readonly cacheControl: string;
  /** The tag that S3 gives a body that was stored in one request: its MD5. */
  readonly etag: string;
  /** The commit that it was built from, for the list of versions. */
  readonly commit?: string;
}

/** Matches names into which Angular's build puts a hash of the content: such a file never changes. */
const hashedName = /-[A-Za-z0-9_-]{8}\.(?:js|css|woff2|wasm|svg|png)$/;
const textType = /^(?:text\/|application\/(?:javascript|json|manifest\+json)|image\/svg)/;

/** Says whether a file's name tells its content, so that the file never changes. */
export const isHashed = (key: string): boolean => hashedName.test(key);

export function siteFile(key: string, body: Buffer): SiteFile {
  const type = lookup(key) ?? 'application/octet-stream';
  return {
    key,
    body,
    contentType: textType.test(type) ? `${type};charset=utf-8` : type,
    cacheControl: isHashed(key) ? 'public, max-age=31536000, immutable' : 'no-cache',
    etag: `"${createHash('md5').update(body).digest('hex')}"`,
  };
}

/**
 * Returns the files of the built app.
 * @throws DeployError when there is a source map among them, which would show everybody the source of the app
 */
export async function appFiles(folder: string): Promise<readonly SiteFile[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const paths = entries.filter((it) => it.isFile()).map((it) => join(it.parentPath, it.name));
  const map = paths.find((path) => path.endsWith('.map'));
  if (map !== undefined) {
    throw new DeployError(
      `The built app has source maps, such as ${relative(folder, map)}, which everybody could read: set sourceMap to false in frontend/angular.json.`,
    );
  }
  const files = await Promise.all(
    paths.map(async (path) => siteFile(relative(folder, path).split(sep).join('/'), await readFile(path))),
  );
  return files.sort((left, right) => (left.key < right.key ? -1 : 1));
}

/** Returns what the app asks for first: where its stack is. */
export const configFile = (config: object): SiteFile =>
  siteFile('config.json', Buffer.from(`${JSON.stringify(config, undefined, 2)}\n`));

/**
 * Returns files in the order in which they are stored: first those that no page requests yet, last index.html, which requests all of
 * them. Until then everybody gets the complete old app.
 */
export function inOrder(files: readonly SiteFile[]): readonly SiteFile[] {
  const rank = ({ key, cacheControl }: SiteFile): number =>
    key === 'index.html' ? 3 : key === 'config.json' ? 2 : cacheControl === 'no-cache' ? 1 : 0;
  return [...files].sort((left, right) => rank(left) - rank(right));
}
