import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, afterEach, beforeEach, describe, expect, it } from '@jest/globals';

import { bundle, endBundler } from '../../backend/bundle.mjs';
import { appFiles } from './site-files.ts';

const root = join(import.meta.dirname, '../..');
let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'airlock-site-'));
});
afterEach(() => rmSync(folder, { recursive: true }));
afterAll(endBundler);

describe('the files of the app', () => {
  it('are refused with a source map among them', async () => {
    writeFileSync(join(folder, 'main-ABCD1234.js'), '1');
    expect((await appFiles(folder)).map(({ key }) => key)).toEqual(['main-ABCD1234.js']);
    writeFileSync(join(folder, 'main-ABCD1234.js.map'), '{}');
    await expect(appFiles(folder)).rejects.toThrow('has source maps, such as main-ABCD1234.js.map');
  });

  it('are built without source maps for a deploy', () => {
    const { projects } = JSON.parse(readFileSync(join(root, 'frontend/angular.json'), 'utf8')) as {
      readonly projects: { readonly airlock: { readonly architect: { readonly build: Build } } };
    };
    const { options, configurations, defaultConfiguration } = projects.airlock.architect.build;
    expect(defaultConfiguration).toBe('production');
    expect([options.sourceMap, configurations['production']?.sourceMap]).toEqual([undefined, undefined]);
  });
});

interface Build {
  readonly options: { readonly sourceMap?: unknown };
  readonly configurations: Readonly<Record<string, { readonly sourceMap?: unknown }>>;
  readonly defaultConfiguration: string;
}

describe('the package of a function', () => {
  it('has no source map, and names none', async () => {
    await bundle('ListFiles', folder);
    const files = readdirSync(folder);
    expect(files.filter((name) => !name.endsWith('.mjs'))).toEqual([]);
    for (const name of files) expect(readFileSync(join(folder, name), 'utf8')).not.toContain('sourceMappingURL');
  });
});
