import { signal } from '@angular/core';
import { TestBed, type ComponentFixture } from '@angular/core/testing';
import { MATERIAL_ANIMATIONS } from '@angular/material/core';
import { provideRouter } from '@angular/router';
import type { ListTrashAnswer, TrashedFile } from '@airlock/contract';
import { jest } from '@jest/globals';

import { buttonIn, settled } from '../../../testing/page-driver.ts';
import { API_CLIENT, type ApiClient } from '../../api/api-client.ts';
import { ApiError } from '../../api/api-error.ts';
import { SESSION_STATE } from '../../api/session-state.ts';
import { Notices } from '../../notices/notices.ts';
import { TrashPage } from '../trash/trash-page.ts';

export const api = {
  listTrash: jest.fn<ApiClient['listTrash']>(),
  listChanges: jest.fn<ApiClient['listChanges']>(),
  restoreFiles: jest.fn<ApiClient['restoreFiles']>(),
  purgeFiles: jest.fn<ApiClient['purgeFiles']>(),
  stopChange: jest.fn<ApiClient['stopChange']>(),
};
const day = 86_400_000;
export const file = (path: string, deletedDaysAgo = 1): TrashedFile => ({
  path,
  versionId: `version-of-${path.replace('/', '-')}`,
  sizeBytes: 1024,
  deletedAt: new Date(Date.now() - deletedDaysAgo * day).toISOString(),
  purgedAt: new Date(Date.now() + (30 - deletedDaysAgo) * day).toISOString(),
});
export const some: ListTrashAnswer = { files: [file('a.txt', 3), file('reports/b.txt', 18), file('reports/c.txt', 2)] };
let fixture: ComponentFixture<TrashPage>;
export let page: HTMLElement;

/** Makes the page ready to be opened, before each test. */
export function prepareTrashPage(): void {
  for (const call of Object.values(api)) call.mockReset();
  api.listChanges.mockResolvedValue({ changes: [] });
  // jsdom lays nothing out: without a height the virtual list would render no row.
  jest.spyOn(HTMLElement.prototype, 'clientHeight', 'get').mockReturnValue(720);
  TestBed.configureTestingModule({
    providers: [
      provideRouter([]),
      { provide: MATERIAL_ANIMATIONS, useValue: { animationsDisabled: true } },
      { provide: API_CLIENT, useValue: api },
      { provide: SESSION_STATE, useValue: signal({ kind: 'signed-in', username: 'anna', userId: 'anna-id' }) },
    ],
  });
}

export const closeTrashPage = (): void => fixture.destroy();

export async function open(answer: ListTrashAnswer | ApiError, folder?: string): Promise<void> {
  if (answer instanceof ApiError) api.listTrash.mockRejectedValue(answer);
  else api.listTrash.mockResolvedValue(answer);
  fixture = TestBed.createComponent(TrashPage);
  fixture.componentRef.setInput('folder', folder);
  page = fixture.nativeElement as HTMLElement;
  document.body.append(page);
  await settle();
}

export const settle = (): Promise<void> => settled(fixture);

export const rows = () => Array.from(page.querySelectorAll('[role=row]:not(.head) .file'), (cell) => cell.textContent);
export const button = (name: string) => buttonIn(document, name);
export const click = async (name: string) => {
  button(name).click();
  await settle();
};
export const select = async (name: string) => {
  page.querySelector<HTMLElement>(`input[aria-label="Select ${name}"]`)!.click();
  await settle();
};
export const said = () => TestBed.inject(Notices).all().at(-1)!.content();
export const summary = () => page.querySelector('.summary')?.textContent.trim();
