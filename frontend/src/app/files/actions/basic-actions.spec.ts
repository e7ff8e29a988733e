/** @jest-environment node */
import { describe, expect, it, jest } from '@jest/globals';

import type { Entry } from '../entry.ts';
import { downloadAction, downloadEachAction, downloadZipAction } from './basic-actions.ts';
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
const target = (entries: Entry[], shown?: string): ActionTarget => ({ entries, folder: shown, all: entries });

const files = jest.fn<(paths: readonly string[]) => void>();
const zip = jest.fn<Parameters<typeof downloadZipAction>[0]>();
const [single, archive, each] = [downloadAction(files), downloadZipAction(zip), downloadEachAction(files)];
const offered = (it: ActionTarget) => [single, archive, each].filter((action) => action.offers(it)).map(({ id }) => id);

describe('the actions that download', () => {
  it.each<[string, ActionTarget, string[]]>([
    ['one file', target([file('a')], ''), ['download']],
    ['several files', target([file('a'), file('b')], ''), ['download-zip', 'download-each']],
    ['a folder', target([folder('a/')], ''), ['download-zip']],
    ['a folder and a file', target([folder('a/'), file('b')], ''), ['download-zip']],
    ['the folder that is shown', target([], 'a/'), ['download-zip']],
    ['nothing among results of a search', target([]), []],
  ])('are offered for %s', (_what, it, ids) => {
    expect(offered(it)).toEqual(ids);
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
