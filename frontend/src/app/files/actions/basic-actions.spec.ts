/** @jest-environment node */
import { describe, expect, it, jest } from '@jest/globals';

import type { Entry } from '../entry.ts';
import { downloadAction, downloadEachAction, downloadToFolderAction, downloadZipAction } from './basic-actions.ts';
import type { ActionTarget } from './file-action.ts';

const file = (path: string): Entry => ({
  kind: 'file',
  path,
  name: path.split('/').at(-1) ?? '',
  sizeBytes: 1,
  modifiedAt: '',
  etag: '""',
});
const folder = (path: string): Entry => ({ kind: 'folder', path, name: path.split('/').at(-2) ?? '' });
const target = (entries: Entry[], shown?: string): ActionTarget => ({
  entries,
  folder: shown,
  all: entries,
  isSelected: false,
});

const files = jest.fn<(paths: readonly string[]) => void>();
const zip = jest.fn<Parameters<typeof downloadZipAction>[0]>();
const toFolder = jest.fn<Parameters<typeof downloadZipAction>[0]>();
let canChoose = true;
const [single, archive, each] = [downloadAction(files), downloadZipAction(zip), downloadEachAction(files)];
const disk = downloadToFolderAction(() => canChoose, toFolder);
const offered = (it: ActionTarget) =>
  [single, archive, disk, each].filter((action) => action.offers(it)).map(({ id }) => id);

describe('the actions that download', () => {
  it.each<[string, ActionTarget, string[]]>([
    ['one file', target([file('a')], ''), ['download']],
    ['several files', target([file('a'), file('b')], ''), ['download-zip', 'download-to-folder', 'download-each']],
    ['a folder', target([folder('a/')], ''), ['download-zip', 'download-to-folder']],
    ['a folder and a file', target([folder('a/'), file('b')], ''), ['download-zip', 'download-to-folder']],
    ['the folder that is shown', target([], 'a/'), ['download-zip', 'download-to-folder']],
    ['nothing among results of a search', target([]), []],
  ])('are offered for %s', (_what, it, ids) => {
    expect(offered(it)).toEqual(ids);
  });

  it('offer no folder on the disk where the browser has none', () => {
    canChoose = false;
    expect(offered(target([folder('a/')], ''))).toEqual(['download-zip']);
    canChoose = true;
  });

  it('pass on what goes to a folder on the disk, and its name', () => {
    void disk.run(target([file('x/a'), folder('x/c/')], 'x/'));
    void disk.run(target([folder('x/c/')], 'x/'));
    void disk.run(target([], ''));
    expect(toFolder.mock.calls).toEqual([
      ['x', { files: [file('x/a')], folders: ['x/c/'] }],
      ['c', { files: [], folders: ['x/c/'] }],
      ['My files', { files: [], folders: [''] }],
    ]);
  });

  it('pass on what is meant, and a name for the archive', () => {
    const [a, b, c] = [file('x/a'), file('x/b'), folder('x/c/')];
    void single.run(target([a], 'x/'));
    void each.run(target([a, b], 'x/'));
    expect(files.mock.calls).toEqual([[['x/a']], [['x/a', 'x/b']]]);
    void archive.run(target([a, c], 'x/'));
    void archive.run(target([c], 'x/'));
    void archive.run(target([], 'x/'));
    void archive.run(target([], ''));
    expect(zip.mock.calls).toEqual([
      ['x.zip', { files: [a], folders: ['x/c/'] }],
      ['c.zip', { files: [], folders: ['x/c/'] }],
      ['x.zip', { files: [], folders: ['x/'] }],
      ['My files.zip', { files: [], folders: [''] }],
    ]);
  });
});
