import { TestBed, type ComponentFixture } from '@angular/core/testing';
import { MAT_DIALOG_DATA } from '@angular/material/dialog';
import { expect, it } from '@jest/globals';

import type { FileAction } from '../../files/actions/file-action.ts';
import { KeysDialog } from './keys-dialog.ts';

const action = (label: string, keys?: readonly string[]): FileAction => ({
  ...{ id: 'open', group: 'open', icon: 'file', label },
  ...(keys && { keys }),
  offers: () => true,
  run: () => undefined,
});

it('has each action that has keys, and the keys of the page', async () => {
  const table = [action('Rename', ['F2']), action('Download'), action('Delete', ['Delete', 'Ctrl+Backspace'])];
  TestBed.configureTestingModule({ providers: [{ provide: MAT_DIALOG_DATA, useValue: table }] });
  const fixture: ComponentFixture<KeysDialog> = TestBed.createComponent(KeysDialog);
  await fixture.whenStable();
  const page = fixture.nativeElement as HTMLElement;
  const lines = Array.from(page.querySelectorAll('dl > div'), (line) =>
    [...line.querySelectorAll('dt, kbd, .or')].map((it) => it.textContent.trim()).join(' '),
  );
  expect(lines).toEqual(expect.arrayContaining(['Rename F2', 'Delete Delete or Ctrl Backspace']));
  expect(lines.some((line) => line.startsWith('Download'))).toBe(false);
  expect(lines).toContain('Undo the last change Ctrl Z');
});
