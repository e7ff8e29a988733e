import { signal } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { beforeEach, describe, expect, it } from '@jest/globals';

import { KeptRecords } from './kept-records.ts';
import { chosen, painted, UploadsOfPage } from './testing/uploads-of-page.ts';

const late = signal(0);
let page: UploadsOfPage;

beforeEach(() => {
  late.set(0);
  TestBed.configureTestingModule({ providers: [{ provide: KeptRecords, useValue: { late } }] });
  page = new UploadsOfPage();
});

describe('the records of a page that the browser opens late', () => {
  it('get the files that were added before', async () => {
    const { save } = page.ports.batches;
    page.ports.batches.save = () => Promise.reject(new Error('no answer'));
    await page.intake.add([chosen('a')], '');
    await page.all.pause();
    await painted();
    page.ports.batches.save = save;
    expect(page.ports.batches.byId.size).toBe(0);
    late.set(1);
    await painted();
    expect(page.ports.batches.byId.size).toBe(1);
  });
});
