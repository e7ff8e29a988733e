import { beforeEach, describe, expect, it } from '@jest/globals';

import { signedPut } from '../transfer/testing/fake-ports.ts';
import { chosen, crc64nvme, painted, UploadsOfPage } from './testing/uploads-of-page.ts';

let page: UploadsOfPage;

beforeEach(() => {
  page = new UploadsOfPage();
});

describe('the uploads of a page', () => {
  it('tells the lists where a file was stored', async () => {
    await page.intake.add([chosen('b.txt')], 'a');
    expect([page.isActive(), page.rows.areAtRisk()]).toEqual([true, true]);
    await page.arrive();
    expect([page.kinds(), page.stored, page.isActive(), page.rows.areAtRisk()]).toEqual([
      ['done'],
      ['a/b.txt'],
      false,
      false,
    ]);
  });

  it('shows refused names with their reason and sends nothing of them', async () => {
    await page.intake.add([chosen('bad.'), chosen('good')], '');
    expect(page.kinds()).toEqual(['failed', 'waiting']);
    expect((await page.ports.next('hash')).question.body.size).toBe(3);
    expect(page.ports.pending('hash')).toBe(0);
  });

  it('keeps the order of adding within one rank, and does not sort again for progress', async () => {
    await page.intake.add([chosen('a'), chosen('b'), chosen('c')], '');
    const before = page.rows.ordered();
    expect(page.paths()).toEqual(['a', 'b', 'c']);
    (await page.ports.next('hash')).answer(crc64nvme);
    await painted();
    expect(page.kinds()).toContain('signing');
    expect(page.rows.ordered()).toBe(before);
  });

  it('moves no row away from somebody who points at it', async () => {
    await page.intake.add([chosen('a'), chosen('b')], '');
    page.rows.hold(true);
    await page.arrive();
    await page.intake.add([chosen('c')], '');
    expect(page.paths()).toEqual(['a', 'b', 'c']);
    page.rows.hold(false);
    expect(page.paths()).toEqual(['b', 'c', 'a']);
  });

  it('adds thousands without losing one, and lists them all', async () => {
    const many = Array.from({ length: 3_000 }, (_, index) => chosen(`file-${index}`));
    await page.intake.add(many, 'many');
    expect(page.paths()).toEqual(many.map(({ relativePath }) => `many/${relativePath}`));
    expect(page.rows.totals()).toMatchObject({ files: 3_000, active: 3_000, totalBytes: 9_000 });
  });

  it('tells the screen once per frame, however often progress comes', async () => {
    await page.intake.add([chosen('a')], '');
    (await page.ports.next('hash')).answer(crc64nvme);
    (await page.ports.next('presignPut')).answer(signedPut);
    const { question } = await page.ports.next('put');
    await painted();
    const before = page.rows.totals();
    question.progress(1);
    question.progress(2);
    expect(page.rows.totals()).toBe(before);
    await painted();
    expect(page.rows.totals()).toMatchObject({ sentBytes: 2, totalBytes: 3, active: 1 });
  });

  it('clears what has ended and keeps the rest', async () => {
    await page.intake.add([chosen('a'), chosen('b')], '');
    await page.arrive();
    page.all.clearEnded();
    expect(page.paths()).toEqual(['b']);
    expect(page.rows.totals()).toMatchObject({ files: 1, done: 0 });
  });

  it('cancels all that is not over', async () => {
    await page.intake.add([chosen('a'), chosen('b')], '');
    await page.arrive();
    await page.all.cancel();
    await painted();
    expect(page.kinds()).toEqual(['done', 'cancelled']);
  });
});
