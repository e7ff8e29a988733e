import { signal } from '@angular/core';
import { TestBed, type ComponentFixture } from '@angular/core/testing';
import { provideRouter } from '@angular/router';
import type { ListFilesAnswer } from '@airlock/contract';
import { jest } from '@jest/globals';

import { buttonIn, settled } from '../../../testing/page-driver.ts';
import { API_CLIENT, type ApiClient } from '../../api/api-client.ts';
import { ApiError } from '../../api/api-error.ts';
import { SESSION_STATE } from '../../api/session-state.ts';
import { Notices } from '../../notices/notices.ts';
import { workspaceActionProviders } from '../../shell/workspace-actions.ts';
import { FilesPage } from '../files-page.ts';

export const api = {
  listFiles: jest.fn<ApiClient['listFiles']>(),
  deleteFiles: jest.fn<ApiClient['deleteFiles']>(),
  listChanges: jest.fn<ApiClient['listChanges']>(),
  presignGet: jest.fn<ApiClient['presignGet']>(),
};
export const says = () =>
  TestBed.inject(Notices)
    .all()
    .map(({ content }) => content().sentence);
export let fixture: ComponentFixture<FilesPage>;
export let page: HTMLElement;

/** Makes the page ready to be opened, before each test. */
export function prepareFilesPage(): void {
  for (const call of Object.values(api)) call.mockReset();
  localStorage.clear();
  // Where no time passes, what is done in slices is done at once, however busy the machine is.
  jest.spyOn(performance, 'now').mockReturnValue(0);
  api.listChanges.mockResolvedValue({ changes: [] });
  // jsdom lays nothing out: without a height the virtual list would render no row.
  jest.spyOn(HTMLElement.prototype, 'clientHeight', 'get').mockReturnValue(600);
  TestBed.configureTestingModule({
    providers: [
      provideRouter([]),
      { provide: API_CLIENT, useValue: api },
      { provide: SESSION_STATE, useValue: signal({ kind: 'signed-in', username: 'anna', userId: 'anna-id' }) },
      ...workspaceActionProviders,
    ],
  });
}

export const file = (path: string, sizeBytes = 1) => ({
  path,
  sizeBytes,
  modifiedAt: '2026-01-01T00:00:00.000Z',
  etag: '"x"',
});
export const someFiles: ListFilesAnswer = {
  folders: [{ path: 'reports/' }],
  files: [file('b.txt', 5), file('a.txt', 9), file('c.txt', 1)],
};

export async function open(answer: ListFilesAnswer | ApiError, folder = ''): Promise<void> {
  if (answer instanceof ApiError) api.listFiles.mockRejectedValue(answer);
  else api.listFiles.mockResolvedValue(answer);
  fixture = TestBed.createComponent(FilesPage);
  fixture.componentRef.setInput('folder', folder);
  page = fixture.nativeElement as HTMLElement;
  document.body.append(page);
  await settle();
}

export const settle = (): Promise<void> => settled(fixture);

export const rows = () =>
  Array.from(page.querySelectorAll('[role=row]:not(.head) .name'), (cell) => cell.textContent.trim());
export const row = (name: string) =>
  Array.from(page.querySelectorAll<HTMLElement>('[role=row]:not(.head)')).find((one) =>
    one.textContent.includes(name),
  )!;
export const button = (name: string) => buttonIn(page, name);
export const press = async (name: string, key: string, more: KeyboardEventInit = {}) => {
  row(name).dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, ...more }));
  await settle();
};
export const selected = () =>
  Array.from(page.querySelectorAll('[aria-selected=true] .name'), (cell) => cell.textContent.trim());
