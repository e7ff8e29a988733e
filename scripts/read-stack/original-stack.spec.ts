/** A stack of a real bundle that fails, read back to the lines of the sources. */
import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { bundle } from '../../backend/bundle.mjs';
import { originalStack } from './original-stack.ts';
import { makeSourceMaps, type SourceMaps } from './source-maps.ts';

const root = join(import.meta.dirname, '../..');
const folder = mkdtempSync(join(tmpdir(), 'airlock-read-stack-'));
let maps: SourceMaps;

beforeAll(async () => {
  maps = await makeSourceMaps(root, ['ListFiles']);
}, 30_000);
afterAll(() => rmSync(folder, { recursive: true }));

/** What a function says that is started without its environment variables. */
async function failedStart(): Promise<string> {
  const file = await bundle('ListFiles', folder);
  const script = `import(${JSON.stringify(pathToFileURL(file).href)}).catch((error) => console.log(error.stack))`;
  const { stdout } = await promisify(execFile)(process.execPath, ['-e', script], { env: {} });
  return stdout;
}

describe('a stack of a deployed function', () => {
  it('leads to the line of the source that threw', async () => {
    const stack = await failedStart();
    expect(stack).toMatch(/list-files\.mjs:\d+:\d+/);
    const [thrown, line] = /backend\/src\/environment\.ts:(\d+):\d+/.exec(originalStack(stack, maps)) ?? [];
    expect(thrown).toBeDefined();
    const source = readFileSync(join(root, 'backend/src/environment.ts'), 'utf8').split('\n');
    expect(source[Number(line) - 1]).toContain('is not set.');
  }, 30_000);

  it('leads there from the folder of Lambda and within a JSON log line too', async () => {
    const stack = (await failedStart()).replaceAll(/file:\/\/\/\S*list-files\.mjs/g, 'file:///var/task/list-files.mjs');
    const logLine = JSON.stringify({ level: 'ERROR', stack: stack.split('\n') });
    expect(originalStack(logLine, maps)).toMatch(/"\s*at \w+ \(backend\/src\/environment\.ts:\d+:\d+\)"/);
  }, 30_000);

  it.each([
    ['another file', 'at async Runtime.handle (file:///var/runtime/index.mjs:1206:29)'],
    ['a place that the bundle does not have', 'at x (file:///var/task/list-files.mjs:9999:1)'],
    ['text without a place', 'ERROR something went wrong at 12:30:45'],
  ])('keeps %s', (_, text) => {
    expect(originalStack(text, maps)).toBe(text);
  });

  it('is read without a map in the package', () => {
    expect(readdirSync(folder).filter((file) => !file.endsWith('.mjs'))).toEqual([]);
    expect(readFileSync(join(folder, 'list-files.mjs'), 'utf8')).not.toContain('sourceMappingURL');
  });
});
