import { signal } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { beforeEach, describe, expect, it, jest } from '@jest/globals';

import { KeptRecords } from './kept-records.ts';
import { chosen, painted, UploadsOfPage } from './testing/uploads-of-page.ts';

const late = signal(0);
const forget = jest.fn<KeptRecords['forget']>();
const note = jest.fn<KeptRecords['note']>();
let page: UploadsOfPage;

beforeEach(() => {
  late.set(0);
  forget.mockReset().mockResolvedValue(undefined);
  note.mockReset();
  TestBed.configureTestingModule({ providers: [{ provide: KeptRecords, useValue: { late, forget, note } }] });
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

  it('are forgotten with a person also then, after the last write of what is stopped', async () => {
    // jsdom cannot copy records.
    jest.spyOn(page.ports.records, 'of').mockResolvedValue([]);
    await page.intake.add([chosen('a')], '');
    forget.mockImplementation(() => {
      expect([page.paths(), page.ports.batches.byId.size]).toEqual([[], 0]);
      return Promise.resolve();
    });
    await page.all.forget('anna');
    expect(forget.mock.calls).toEqual([['anna']]);
  });

  it('are noted as forgotten at once, also by a page that is closed while it waits for them', async () => {
    jest.spyOn(page.ports.records, 'of').mockReturnValue(new Promise(() => undefined));
    void page.all.forget('anna');
    expect(note.mock.calls).toEqual([['anna']]);
    await painted();
    expect(forget).not.toHaveBeenCalled();
  });
});
