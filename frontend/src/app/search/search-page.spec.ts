import { signal } from '@angular/core';
import { TestBed, type ComponentFixture } from '@angular/core/testing';
import { provideRouter } from '@angular/router';
import { beforeEach, expect, it, jest } from '@jest/globals';

import { buttonIn, settled } from '../../testing/page-driver.ts';
import { API_CLIENT, type ApiClient } from '../api/api-client.ts';
import { ApiError } from '../api/api-error.ts';
import { SESSION_STATE } from '../api/session-state.ts';
import { DetailsVisibility } from '../changes/details-visibility.ts';
import { FileDeletes } from '../changes/file-deletes.ts';
import { aChange } from '../changes/testing/a-change.ts';
import { Notices } from '../notices/notices.ts';
import { workspaceActionProviders } from '../shell/workspace-actions.ts';
import { SearchPage } from './search-page.ts';

const api = {
  searchFiles: jest.fn<ApiClient['searchFiles']>(),
  deleteFiles: jest.fn<ApiClient['deleteFiles']>(),
  restoreFiles: jest.fn<ApiClient['restoreFiles']>(),
  listChanges: jest.fn<ApiClient['listChanges']>(),
};
let fixture: ComponentFixture<SearchPage>;
let page: HTMLElement;

beforeEach(async () => {
  const file = (path: string) => ({ path, sizeBytes: 1, modifiedAt: '2026-01-01T00:00:00.000Z', etag: '"x"' });
  api.searchFiles.mockResolvedValue({ folders: [], files: [file('a1.txt'), file('a2.txt')], searchedCount: 2 });
  api.deleteFiles.mockResolvedValue({ change: aChange({ doneCount: 1 }) });
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
  fixture = TestBed.createComponent(SearchPage);
  fixture.componentRef.setInput('searched', 'a');
  page = fixture.nativeElement as HTMLElement;
  document.body.append(page);
  await settled(fixture);
});

const row = (name: string) =>
  Array.from(page.querySelectorAll<HTMLElement>('[role=row]:not(.head)')).find((it) => it.textContent.includes(name));

it('shows the details of the match whose menu asks for them', async () => {
  row('a2.txt')?.querySelector<HTMLButtonElement>('airlock-entry-more button')?.click();
  await settled(fixture);
  const items = Array.from(document.querySelectorAll<HTMLButtonElement>('[role=menuitem]'));
  items.find((item) => item.querySelector('.label')?.textContent === 'Details')?.click();
  await settled(fixture);
  const { entries } = fixture.componentInstance.target();
  expect([entries.map(({ path }) => path), TestBed.inject(DetailsVisibility).isOpen()]).toEqual([['a2.txt'], true]);
});

it('shows a match again whose delete was undone, though the search does not begin again', async () => {
  api.searchFiles.mockRejectedValue(new ApiError('unavailable', ''));
  const undo = { operation: 'restore-files', request: { change: '0123abcde-0123456789abcdef' } } as const;
  api.deleteFiles.mockResolvedValue({ change: aChange({ undo }) });
  api.restoreFiles.mockResolvedValue({ change: aChange({ kind: 'restore' }) });
  await TestBed.inject(FileDeletes).delete([{ path: 'a1.txt', etag: '"x"' }]);
  await settled(fixture);
  expect(row('a1.txt')).toBeUndefined();
  const [notice] = TestBed.inject(Notices).all();
  notice
    ?.content()
    .actions?.find(({ label }) => label === 'Undo')
    ?.choose();
  await settled(fixture);
  expect(row('a1.txt')).toBeDefined();
});

it.each([
  ['Clear selection', 'a1.txt'],
  ['Delete', 'a2.txt'],
])('keeps the focus in the matches after “%s”', async (name, focused) => {
  row('a1.txt')?.dispatchEvent(new MouseEvent('click', { bubbles: true, detail: 1 }));
  await settled(fixture);
  const button = buttonIn(page, name);
  button.focus();
  button.click();
  await settled(fixture);
  await settled(fixture);
  expect(document.activeElement).toBe(row(focused));
});
