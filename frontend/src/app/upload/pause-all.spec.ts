import { beforeEach, describe, expect, it } from '@jest/globals';

import { deferred } from '../../testing/deferred.ts';
import { signedPut } from '../transfer/testing/fake-ports.ts';
import type { Taker } from './intake/taker.ts';
import { chosen, crc64nvme, painted, UploadsOfPage } from './testing/uploads-of-page.ts';

let page: UploadsOfPage;

beforeEach(() => {
  page = new UploadsOfPage();
});

describe('pausing and cancelling what a page uploads', () => {
  it('pauses and goes on, one or all', async () => {
    await page.intake.add([chosen('a'), chosen('b')], '');
    const [first] = page.rows.all();
    page.queue.pause(first!.id);
    await painted();
    expect([page.kinds(), page.rows.totals().paused]).toEqual([['paused', 'hashing'], 1]);
    await page.all.pause();
    await painted();
    expect([page.kinds(), page.isActive()]).toEqual([['paused', 'paused'], false]);
    await page.all.resume();
    await painted();
    expect([page.rows.totals().paused, page.isActive()]).toEqual([0, true]);
  });

  it('pauses thousands without holding the page up, the waiting ones first', async () => {
    const many = Array.from({ length: 3_000 }, (_, index) => chosen(`file-${index}`));
    await page.intake.add(many, '');
    let turns = 0;
    const ticking = setInterval(() => (turns += 1));
    await page.all.pause();
    clearInterval(ticking);
    await painted();
    expect(turns).toBeGreaterThan(1);
    expect(page.rows.totals()).toMatchObject({ paused: 3_000, active: 0 });
    // Nothing moved up into a place that became free meanwhile.
    expect(page.ports.pending('hash')).toBeLessThanOrEqual(2);
  });

  it('goes on at once when somebody changes their mind while thousands are being paused', async () => {
    await page.intake.add(
      Array.from({ length: 3_000 }, (_, index) => chosen(`file-${index}`)),
      '',
    );
    const pausing = page.all.pause();
    await Promise.all([page.all.resume(), pausing]);
    await painted();
    expect(page.rows.totals()).toMatchObject({ paused: 0, active: 3_000 });
  });

  /** A drop of which something is found now and the rest when the test says so. */
  function dropping() {
    const ends = deferred<undefined>();
    let take: Taker['take'] = () => Promise.resolve();
    let { signal } = new AbortController();
    const over = page.intake.addFound('', (taker) => {
      ({ take, signal } = taker);
      return ends.promise;
    });
    const find = (...names: string[]) => take(names.map(chosen));
    return { find, isStopped: () => signal.aborted, end: () => (ends.resolve(undefined), over) };
  }

  it('holds with one click what the same drop finds later, until all goes on', async () => {
    const drop = dropping();
    await drop.find('a');
    await page.all.pause();
    await drop.find('b', 'c');
    await painted();
    expect([page.kinds(), page.rows.totals()]).toMatchObject([
      ['paused', 'paused', 'paused'],
      { active: 0, paused: 3 },
    ]);
    expect(page.ports.pending('hash')).toBe(1);
    await page.all.resume();
    await drop.find('d');
    await drop.end();
    await painted();
    expect(page.rows.totals()).toMatchObject({ active: 4, paused: 0 });
    expect(page.paths()).toEqual(['a', 'b', 'c', 'd']);
  });

  it('goes on with one that was found after all were paused', async () => {
    const drop = dropping();
    await drop.find('a');
    await page.all.pause();
    await drop.find('b');
    page.queue.resume(page.rows.all()[1]!.id);
    await page.ports.next('hash');
    await page.arrive();
    expect([page.kinds(), page.stored]).toEqual([['paused', 'done'], ['b']]);
  });

  it('starts at once what is dropped after all were paused, while the drop before stays held', async () => {
    const before = dropping();
    await before.find('a');
    await page.all.pause();
    const after = dropping();
    await after.find('new');
    await before.find('b');
    await painted();
    expect(page.kinds()).toEqual(['paused', 'hashing', 'paused']);
  });

  it('finds nothing more of what is cancelled, and does not stop the next drop', async () => {
    const before = dropping();
    await before.find('a');
    await page.all.cancel();
    expect(before.isStopped()).toBe(true);
    await before.find('b');
    const after = dropping();
    await after.find('c');
    await painted();
    expect([page.paths().toSorted(), page.kinds(), after.isStopped()]).toEqual([
      ['a', 'c'],
      ['cancelled', 'hashing'],
      false,
    ]);
  });

  it('gives an answer for all also to what the same drop finds later', async () => {
    const drop = dropping();
    await page.all.resolve('skip');
    await drop.find('a');
    (await page.ports.next('hash')).answer(crc64nvme);
    (await page.ports.next('presignPut')).answer(signedPut);
    (await page.ports.next('put')).answer({ status: 412 });
    (await page.ports.next('describeFile')).answer({ sizeBytes: 9, etag: '"0123456789abcdef0123456789abcdef"' });
    await painted();
    expect(page.kinds()).toEqual(['skipped']);
  });

  it('shows the next person nothing of the one before', async () => {
    page.all.belongTo('anna-id');
    await page.intake.add([chosen('secret')], '');
    page.all.belongTo('anna-id');
    expect(page.paths()).toEqual(['secret']);
    const drop = dropping();
    page.all.belongTo('ben-id');
    await drop.find('another secret');
    expect([page.paths(), page.rows.totals().files, page.rows.areAtRisk()]).toEqual([[], 0, false]);
  });

  it('keeps what is found after a sign-out for the person who dropped it', async () => {
    const drop = dropping();
    page.ports.userId = undefined;
    await drop.find('a');
    await painted();
    expect(page.kinds()).not.toContain('failed');
    page.ports.userId = 'anna';
    page.all.belongTo('anna');
    await page.arrive();
    expect([page.kinds(), page.stored]).toEqual([['done'], ['a']]);
  });
});
