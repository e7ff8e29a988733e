import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { extname, join, relative, sep } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';

export type Encoding = 'br' | 'gzip' | 'identity';

export interface SiteFile {
  readonly contentType: string;
  readonly cacheControl: string;
  /** Strong tag of the bytes as they are on disk. */
  readonly etag: string;
  /** Returns the body; it is compressed once, at the first request for it. */
  body(encoding: Encoding): Buffer;
  /** CloudFront compresses text of 1,000 to 10,000,000 bytes. */
  readonly isCompressible: boolean;
}

/**
 * Every file that may be served, by URI. A file that is not in the map does not exist, so no path can leave the folder.
 */
export type Site = ReadonlyMap<string, SiteFile>;

const contentTypes: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/x-icon',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json',
  '.map': 'application/json',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
  '.wasm': 'application/wasm',
  '.webmanifest': 'application/manifest+json',
  '.webp': 'image/webp',
  '.woff2': 'font/woff2',
};
const compressible = /^(?:text\/|application\/(?:json|manifest\+json|wasm)|image\/(?:svg|x-icon))/;

/** Matches names into which Angular's build puts a hash of the content. */
const hashedName = /-[A-Za-z0-9_-]{8}\.[a-z0-9]+$/;

/** Reads the folder of the built app. The site is empty when the folder does not exist. */
export function readSite(root: string): Site {
  if (!existsSync(root)) return new Map();
  const entries = readdirSync(root, { recursive: true, withFileTypes: true });
  const files = entries
    .filter((entry) => entry.isFile())
    .map((entry) => {
      const file = join(entry.parentPath, entry.name);
      return [`/${relative(root, file).split(sep).join('/')}`, siteFile(file)] as const;
    });
  return new Map(files);
}

function siteFile(file: string): SiteFile {
  const bytes = readFileSync(file);
  const contentType = contentTypes[extname(file)] ?? 'application/octet-stream';
  const bodies = new Map<Encoding, Buffer>([['identity', bytes]]);
  return {
    contentType,
    cacheControl: hashedName.test(file) ? 'public, max-age=31536000, immutable' : 'no-cache',
    etag: `"${createHash('sha256').update(bytes).digest('hex').slice(0, 32)}"`,
    isCompressible: compressible.test(contentType) && bytes.length >= 1000 && bytes.length <= 10_000_000,
    body: (encoding) => {
      const known = bodies.get(encoding);
      if (known !== undefined) return known;
      const made = compressed(bytes, encoding);
      bodies.set(encoding, made);
      return made;
    },
  };
}

function compressed(bytes: Buffer, encoding: Encoding): Buffer {
  if (encoding === 'gzip') return gzipSync(bytes);
  return brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } });
}
