import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';

import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';

import { KeptBundles } from './kept-bundles.ts';

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'airlock-kept-'));
  mkdirSync(join(root, 'node_modules'));
});
afterEach(() => {
  rmSync(root, { recursive: true });
});

const noReport = (): void => undefined;

function bundled(text: string): string {
  const folder = mkdtempSync(join(root, 'bundled-'));
  writeFileSync(join(folder, 'presign-put.mjs'), text);
  return folder;
}

describe('kept bundles', () => {
  it('are copied into another folder, in place of what was there', () => {
    const kept = new KeptBundles(root, 'hash');
    kept.keep(bundled('new'), 'PresignPut');
    const folder = bundled('old');
    writeFileSync(join(folder, 'left-over.mjs'), '');
    expect(kept.copyTo(folder, 'PresignPut')).toBe(true);
    expect(readFileSync(join(folder, 'presign-put.mjs'), 'utf8')).toBe('new');
    expect(() => readFileSync(join(folder, 'left-over.mjs'))).toThrow('ENOENT');
  });

  it('are those of the same sources and the same function only', () => {
    new KeptBundles(root, 'hash').keep(bundled('new'), 'PresignPut');
    expect(new KeptBundles(root, 'other').copyTo(join(root, 'out'), 'PresignPut')).toBe(false);
    expect(new KeptBundles(root, 'hash').copyTo(join(root, 'out'), 'PresignGet')).toBe(false);
  });

  it('find their sources from every folder', () => {
    const folder = bundled('');
    writeFileSync(join(folder, 'presign-put.mjs.map'), JSON.stringify({ version: 3, sources: ['../source.ts'] }));
    const kept = new KeptBundles(root, 'hash');
    kept.keep(folder, 'PresignPut');
    const out = join(root, 'deep/in/another/folder');
    kept.copyTo(out, 'PresignPut');
    const map: unknown = JSON.parse(readFileSync(join(out, 'presign-put.mjs.map'), 'utf8'));
    expect(map).toEqual({ version: 3, sources: [join(root, 'source.ts')] });
  });

  it('may be kept by two programs at once', () => {
    const kept = new KeptBundles(root, 'hash');
    kept.keep(bundled('same'), 'PresignPut');
    kept.keep(bundled('same'), 'PresignPut');
    expect(kept.copyTo(join(root, 'out'), 'PresignPut')).toBe(true);
  });

  it('are made by one program at a time', async () => {
    const events: string[] = [];
    const make = (name: string) => async (): Promise<void> => {
      events.push(`${name} begins`);
      await nextTurn();
      events.push(`${name} ends`);
    };
    const waits = (name: string) => (): void => void events.push(`${name} waits`);
    await Promise.all(['a', 'b'].map((name) => new KeptBundles(root, 'hash').inTurn(make(name), waits(name))));
    expect(events).toEqual(['b waits', 'a begins', 'a ends', 'b begins', 'b ends']);
  });

  it('are not waited for without end', async () => {
    const kept = new KeptBundles(root, 'hash');
    await kept.inTurn(async () => {
      const waiting = kept.inTurn(() => Promise.reject(new Error('made at the same time')), noReport, 100);
      await expect(waiting).rejects.toThrow(
        /^Another program keeps .*bundles\.lock: end that program and start again\.$/,
      );
    }, noReport);
  });

  it('are made by the next program when one could not make them', async () => {
    const kept = new KeptBundles(root, 'hash');
    await expect(kept.inTurn(() => Promise.reject(new Error('broken source')), noReport)).rejects.toThrow(
      'broken source',
    );
    await kept.inTurn(() => {
      kept.keep(bundled('new'), 'PresignPut');
      return Promise.resolve();
    }, noReport);
    expect(kept.copyTo(join(root, 'out'), 'PresignPut')).toBe(true);
  });

  it('of earlier sources are forgotten', () => {
    const earlier = new KeptBundles(root, 'earlier');
    earlier.keep(bundled('old'), 'PresignPut');
    const present = new KeptBundles(root, 'present');
    present.keep(bundled('new'), 'PresignPut');
    present.forgetOthers();
    expect(earlier.copyTo(join(root, 'out'), 'PresignPut')).toBe(false);
    expect(present.copyTo(join(root, 'out'), 'PresignPut')).toBe(true);
  });
});
