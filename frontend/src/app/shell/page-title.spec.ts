import { signal } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { describe, expect, it } from '@jest/globals';

import { UploadRows } from '../upload/rows/upload-rows.ts';
import { PageTitle } from './page-title.ts';

describe('PageTitle', () => {
  it('names the folder and, meanwhile, how far the uploads are', () => {
    const folder = signal('');
    const totals = signal({ active: 0, paused: 0, sentBytes: 0, totalBytes: 0 });
    TestBed.configureTestingModule({ providers: [{ provide: UploadRows, useValue: { totals } }] });
    TestBed.runInInjectionContext(() => TestBed.inject(PageTitle).follow(folder));
    TestBed.tick();
    expect(document.title).toBe('Files · Airlock');
    folder.set('reports/2026');
    totals.set({ active: 1, paused: 0, sentBytes: 999, totalBytes: 1000 });
    TestBed.tick();
    expect(document.title).toBe('99 % · 2026 · Airlock');
  });
});
