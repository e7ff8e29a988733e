import { signal } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { describe, expect, it, jest } from '@jest/globals';

import { API_CLIENT } from '../api/api-client.ts';
import { SESSION_STATE } from '../api/session-state.ts';
import { FreshEntries } from '../changes/fresh-entries.ts';
import type { Downloads } from '../download/downloads.ts';
import { downloadsAfterRenames } from './downloads-after-renames.ts';

const asked: string[] = [];
const ask = (...what: string[]) => {
  asked.push(...what);
  return Promise.resolve();
};
const downloads = {
  download: jest.fn<Downloads['download']>((paths) => ask(...paths)),
  downloadArchive: jest.fn<Downloads['downloadArchive']>((name) => ask(name)),
  downloadToFolder: jest.fn<Downloads['downloadToFolder']>(async (name, _content, when) => {
    asked.push(`folder for ${name}`);
    await when?.(() => ask(name));
  }),
};

describe('downloadsAfterRenames', () => {
  it('waits for what is being renamed, and asks for a folder on the disk at once', async () => {
    const providers = [
      { provide: API_CLIENT, useValue: { presignGet: () => Promise.reject(new Error('offline')) } },
      { provide: SESSION_STATE, useValue: signal({ kind: 'signed-in', username: 'anna', userId: 'anna-id' }) },
    ];
    TestBed.configureTestingModule({ providers });
    const fresh = TestBed.inject(FreshEntries);
    const renamed = Promise.withResolvers<{ etag: string | undefined }>();
    fresh.expect('y/', renamed.promise);
    fresh.expect('b', renamed.promise);
    const download = downloadsAfterRenames(downloads as unknown as Downloads, fresh);
    const content = { files: [], folders: ['y/'] };
    const ended = [
      download.files(['b']),
      download.files(['c']),
      download.archive('y.zip', content),
      download.toFolder('y', content),
    ];
    expect(asked).toEqual(['c', 'folder for y']);
    renamed.resolve({ etag: undefined });
    await Promise.all(ended);
    expect(asked.toSorted()).toEqual(['b', 'c', 'folder for y', 'y', 'y.zip']);
  });
});
