import { mkdtemp, readFile, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, dirname, join, relative, resolve } from 'node:path';

import { TraceMap, type EncodedSourceMap } from '@jridgewell/trace-mapping';

import { bundleAll } from '../../backend/bundle.mjs';

/** File name of a bundle, without its ending → its source map, whose sources are paths below the checkout. */
export type SourceMaps = ReadonlyMap<string, TraceMap>;

/**
 * Makes the source maps of these functions. The bundles of a checkout are always the same, so that maps which are made later
 * fit what was deployed from it, and the deployed package need not carry them.
 */
export async function makeSourceMaps(root: string, logicalIds: readonly string[]): Promise<SourceMaps> {
  const folder = await mkdtemp(join(tmpdir(), 'airlock-source-maps-'));
  try {
    await bundleAll(logicalIds, folder, 'external');
    const files = await readdir(folder, { recursive: true });
    const maps = files.filter((file) => file.endsWith('.mjs.map')).map((file) => join(folder, file));
    return new Map(
      await Promise.all(maps.map(async (file) => [basename(file, '.mjs.map'), await read(root, file)] as const)),
    );
  } finally {
    await rm(folder, { recursive: true });
  }
}

async function read(root: string, file: string): Promise<TraceMap> {
  const map = JSON.parse(await readFile(file, 'utf8')) as EncodedSourceMap;
  const sources = map.sources.map((source) => relative(root, resolve(dirname(file), source ?? '')));
  return new TraceMap({ ...map, sources });
}
