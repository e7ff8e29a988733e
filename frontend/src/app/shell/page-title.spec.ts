import { Component, signal } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { provideRouter, TitleStrategy } from '@angular/router';
import { RouterTestingHarness } from '@angular/router/testing';
import { describe, expect, it } from '@jest/globals';

import { folderTitle } from './folder-address.ts';
import { PageTitle } from './page-title.ts';

@Component({ template: '' })
class EmptyPage {}

const routes = [
  {
    path: 'files',
    title: folderTitle,
    runGuardsAndResolvers: 'paramsOrQueryParamsChange' as const,
    component: EmptyPage,
  },
  { path: 'trash', title: 'Trash', component: EmptyPage },
];

describe('PageTitle', () => {
  it('names the page or the folder and, meanwhile, how far the uploads are', async () => {
    TestBed.configureTestingModule({
      providers: [provideRouter(routes), { provide: TitleStrategy, useExisting: PageTitle }],
    });
    const harness = await RouterTestingHarness.create('/files');
    TestBed.tick();
    expect(document.title).toBe('Files · Airlock');
    await harness.navigateByUrl('/files?folder=reports/2026');
    const percent = signal<number | undefined>(99);
    TestBed.inject(PageTitle).showProgress(percent);
    TestBed.tick();
    expect(document.title).toBe('99 % · 2026 · Airlock');
    percent.set(undefined);
    await harness.navigateByUrl('/trash');
    TestBed.tick();
    expect(document.title).toBe('Trash · Airlock');
  });
});
