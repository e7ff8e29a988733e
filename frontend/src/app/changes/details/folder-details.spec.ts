import { TestBed } from '@angular/core/testing';
import type { MeasureFolderAnswer } from '@airlock/contract';
import { expect, it, jest } from '@jest/globals';

import { buttonIn, settled } from '../../../testing/page-driver.ts';
import { API_CLIENT, type ApiClient } from '../../api/api-client.ts';
import { FolderDetails } from './folder-details.ts';

it('shows each sum while it counts, and announces only the beginning and the end', async () => {
  const api = { measureFolder: jest.fn<ApiClient['measureFolder']>() };
  const second = Promise.withResolvers<MeasureFolderAnswer>();
  api.measureFolder.mockResolvedValueOnce({ fileCount: 2, totalBytes: 30, cursor: 'next' });
  api.measureFolder.mockReturnValueOnce(second.promise);
  TestBed.configureTestingModule({ providers: [{ provide: API_CLIENT, useValue: api }] });
  const fixture = TestBed.createComponent(FolderDetails);
  fixture.componentRef.setInput('folder', 'plans/');
  const page = fixture.nativeElement as HTMLElement;
  await settled(fixture);
  const announced = () => page.querySelector('[role=status]')?.textContent;
  expect([announced(), page.querySelectorAll('[aria-live]').length]).toEqual(['', 0]);

  buttonIn(page, 'Count').click();
  await settled(fixture);
  expect(page.textContent).toContain('2 files so far…');
  expect(announced()).toBe('Counting the files…');

  second.resolve({ fileCount: 1, totalBytes: 5 });
  await settled(fixture);
  expect(announced()).toBe('35 B in 3 files');
});
