import { TestBed, type ComponentFixture } from '@angular/core/testing';
import { MAT_DIALOG_DATA, MatDialogRef } from '@angular/material/dialog';
import { beforeEach, describe, expect, it, jest } from '@jest/globals';

import { API_CLIENT, type ApiClient } from '../../api/api-client.ts';
import { ApiError } from '../../api/api-error.ts';
import type { Entry } from '../../files/entry.ts';
import { ConflictDialog } from './conflict-dialog.ts';

const api = { listVersions: jest.fn<ApiClient['listVersions']>() };
const close = jest.fn();
const file = (path: string): Entry => ({
  kind: 'file',
  path,
  name: path,
  sizeBytes: 2048,
  modifiedAt: '2026-11-28T10:00:00.000Z',
  etag: '',
});
const entries: Entry[] = [file('a'), file('b'), { kind: 'folder', path: 'c/', name: 'c' }];
let fixture: ComponentFixture<ConflictDialog>;
let page: HTMLElement;

beforeEach(async () => {
  for (const call of [api.listVersions, close]) call.mockReset();
  const current = { versionId: 'v', sizeBytes: 5120, storedAt: '2026-11-29T10:00:00.000Z', isDeletion: false };
  api.listVersions
    .mockResolvedValueOnce({ versions: [{ ...current, isCurrent: true }] })
    .mockRejectedValueOnce(new ApiError('network', ''));
  TestBed.configureTestingModule({
    providers: [
      { provide: API_CLIENT, useValue: api },
      { provide: MAT_DIALOG_DATA, useValue: { entries, folder: 'to/', alsoFailed: ['“d” was no longer there.'] } },
      { provide: MatDialogRef, useValue: { close } },
    ],
  });
  fixture = TestBed.createComponent(ConflictDialog);
  page = fixture.nativeElement as HTMLElement;
  await new Promise((resolve) => setTimeout(resolve));
  await fixture.whenStable();
});

const choose = async (legend: string, label: string) => {
  const group = Array.from(page.querySelectorAll('fieldset')).find((it) => it.textContent.includes(legend));
  const choice = Array.from(group?.querySelectorAll('label') ?? []).find((it) => it.textContent.includes(label));
  choice?.querySelector('input')?.click();
  await fixture.whenStable();
};
const goOn = () => page.querySelector<HTMLElement>('mat-dialog-actions button:last-child')?.click();

describe('ConflictDialog', () => {
  it('shows size and date of both, asks only about files, and lives with an answer that is missing', () => {
    const told = Array.from(page.querySelectorAll('dd'), (it) => it.textContent);
    expect(api.listVersions.mock.calls.map(([request]) => request)).toEqual([{ path: 'to/a' }, { path: 'to/b' }]);
    expect(told.map((it) => /^[^,]*/.exec(it)?.[0])).toEqual(['5 KB', '2 KB', 'unknown', '2 KB', 'Folder', 'Folder']);
    expect(told[0]).toContain('29');
  });

  it('shows what else was left', () => {
    expect(page.querySelector('.also')?.textContent.trim()).toBe('“d” was no longer there.');
  });

  it('keeps both unless the person says otherwise, per row and for all', async () => {
    await choose('What happens to “b”', 'Skip');
    goOn();
    await choose('For all of them', 'Skip');
    goOn();
    expect(close.mock.calls).toEqual([[[entries[0], entries[2]]], [[]]]);
  });
});
