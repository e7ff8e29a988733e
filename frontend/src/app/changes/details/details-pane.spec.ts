import { signal } from '@angular/core';
import { TestBed, type ComponentFixture } from '@angular/core/testing';
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';

import { API_CLIENT, type ApiClient } from '../../api/api-client.ts';
import { ApiError } from '../../api/api-error.ts';
import { SESSION_STATE, type SessionState } from '../../api/session-state.ts';
import type { ActionTarget } from '../../files/actions/file-action.ts';
import type { Entry } from '../../files/entry.ts';
import { Notices } from '../../notices/notices.ts';
import { DetailsVisibility } from '../details-visibility.ts';
import { DetailsPane } from './details-pane.ts';

const session = signal<SessionState>({ kind: 'signed-in', username: 'anna', userId: 'anna' });
const api = {
  presignGet: jest.fn<ApiClient['presignGet']>(),
  measureFolder: jest.fn<ApiClient['measureFolder']>(),
};
const file = (name: string, sizeBytes = 2048): Entry => ({
  ...{ kind: 'file', path: `x/${name}`, name, sizeBytes },
  ...{ modifiedAt: '2026-11-29T10:00:00.000Z', etag: `"${name}"` },
});
const folder: Entry = { kind: 'folder', path: 'x/docs/', name: 'docs' };
const signed = { url: '', expiresAt: '', sizeBytes: 2048, contentType: 'text/plain', etag: '"a"', crc64nvme: 'abc=' };
const writeText = jest.fn<(text: string) => Promise<void>>();
let fixture: ComponentFixture<DetailsPane>;
let page: HTMLElement;

beforeEach(() => {
  jest.useFakeTimers({ doNotFake: ['queueMicrotask', 'nextTick'] });
  for (const call of [...Object.values(api), writeText]) call.mockReset();
  api.presignGet.mockResolvedValue(signed);
  Object.assign(navigator, { clipboard: { writeText } });
  TestBed.configureTestingModule({
    providers: [
      { provide: API_CLIENT, useValue: api },
      { provide: SESSION_STATE, useValue: session },
    ],
  });
  fixture = TestBed.createComponent(DetailsPane);
  page = fixture.nativeElement as HTMLElement;
});

afterEach(() => {
  jest.useRealTimers();
});

/** Shows details, and lets the moment pass for which a selection must stay. */
async function show(entries: readonly Entry[], shown: string | undefined = 'x/'): Promise<void> {
  const target: ActionTarget = { entries, folder: shown, all: entries, isSelected: true };
  fixture.componentRef.setInput('target', target);
  fixture.detectChanges();
  await jest.advanceTimersByTimeAsync(200);
  fixture.detectChanges();
}

const title = () => page.querySelector('h2')?.textContent;
const facts = () =>
  Object.fromEntries(
    Array.from(page.querySelectorAll('dt'), (term) => [
      term.textContent,
      term.nextElementSibling?.textContent.replaceAll(/\s+/g, ' ').trim(),
    ]),
  );

describe('DetailsPane', () => {
  it('says of a file what the list knows, and what only the server knows', async () => {
    await show([file('a.txt')]);
    expect(title()).toBe('a.txt');
    expect(facts()).toMatchObject({
      Path: 'x/a.txt',
      Size: '2 KB 2,048 bytes',
      Type: 'text/plain',
      'Checksum (CRC64NVME)': 'abc=',
    });
  });

  it('asks the server only about a file at which the person stays', async () => {
    for (const name of ['a', 'b']) {
      fixture.componentRef.setInput('target', { entries: [file(name)], folder: 'x/', all: [], isSelected: true });
      fixture.detectChanges();
    }
    await show([file('c')]);
    expect(api.presignGet.mock.calls.map(([{ path }]) => path)).toEqual(['x/c']);
  });

  it('says why the server told nothing', async () => {
    api.presignGet.mockRejectedValue(new ApiError('not-found', ''));
    await show([file('a.txt')]);
    expect(facts()['Type']).toMatch(/^Not known\. \w/);
  });

  it('is about the folder that is shown when nothing is selected, and counts it when it is asked to', async () => {
    api.measureFolder.mockResolvedValue({ fileCount: 3, totalBytes: 5 });
    await show([]);
    expect([title(), facts()['Type']]).toEqual(['x', 'Folder']);
    expect(api.measureFolder).not.toHaveBeenCalled();
    Array.from(page.querySelectorAll('button'))
      .find((it) => it.textContent.trim() === 'Count')!
      .click();
    await show([]);
    expect(facts()['Size']).toContain('in 3 files');
  });

  it('counts what is selected, and says that folders are not in the sum', async () => {
    await show([file('a'), file('b'), folder]);
    expect(title()).toBe('3 items selected');
    expect(facts()).toEqual({
      Contains: '2 files, 1 folder',
      'Size of the files': '4 KB without what is in the folders',
    });
  });

  it('says what to do when nothing is selected among results of a search', () => {
    fixture.componentRef.setInput('target', { entries: [], folder: undefined, all: [], isSelected: true });
    fixture.detectChanges();
    expect(page.querySelector('p')?.textContent).toBe('Select a file or folder to see its details.');
  });

  it('copies the path, or says that it could not', async () => {
    writeText.mockResolvedValueOnce(undefined).mockRejectedValueOnce(new Error('refused'));
    await show([file('a.txt')]);
    const copy = page.querySelector<HTMLElement>('[aria-label="Copy the path"]');
    copy?.click();
    await jest.advanceTimersByTimeAsync(0);
    copy?.click();
    await jest.advanceTimersByTimeAsync(0);
    expect(writeText).toHaveBeenCalledWith('x/a.txt');
    const sentences = TestBed.inject(Notices)
      .all()
      .map(({ content }) => content().sentence);
    expect(sentences.some((it) => it.includes('could not be copied'))).toBe(true);
  });

  it('closes, and tells it so that the focus can go on', async () => {
    const visibility = TestBed.inject(DetailsVisibility);
    const was = visibility.isOpen();
    const closed = jest.fn();
    fixture.componentInstance.closed.subscribe(closed);
    await show([folder]);
    page.querySelector<HTMLElement>('[aria-label="Close the details"]')?.click();
    expect([closed.mock.calls.length, visibility.isOpen()]).toEqual([1, !was]);
  });
});
