import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, afterEach, beforeEach, describe, expect, it } from '@jest/globals';

import { bundle, bundleAll, endBundler } from './bundle.mjs';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'airlock-bundle-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});
afterAll(endBundler);

/** Returns the content of each file below a folder, by its path. */
function filesOf(directory: string): Record<string, string> {
  const files = readdirSync(directory, { recursive: true, withFileTypes: true }).filter((it) => it.isFile());
  const paths = files.map(({ parentPath, name }) => join(parentPath, name)).sort();
  return Object.fromEntries(paths.map((path) => [path.slice(directory.length), readFileSync(path, 'utf8')]));
}

const functions = ['PresignPut', 'StopChange', 'CustomMessage'];

describe('functions that are bundled together', () => {
  it.each([['no source maps', undefined] as const, ['source maps', 'linked'] as const])(
    'are those that are bundled alone, with %s',
    async (_, sourcemap) => {
      await Promise.all(functions.map((it) => bundle(it, join(folder, 'alone', it), sourcemap)));
      await bundleAll(functions, join(folder, 'together'), sourcemap);
      expect(filesOf(join(folder, 'together'))).toEqual(filesOf(join(folder, 'alone')));
    },
  );

  it('have the files beside them that they import lazily, and no others', async () => {
    await bundleAll(functions, folder);
    expect(Object.keys(filesOf(folder))).toEqual([
      '/CustomMessage/custom-message.mjs',
      '/PresignPut/presign-put.mjs',
      '/PresignPut/scoped-sessions.mjs',
      '/PresignPut/verify-token.mjs',
      '/StopChange/stop-change.mjs',
      '/StopChange/verify-token.mjs',
    ]);
  });
});
