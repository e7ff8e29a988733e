import { CdkVirtualScrollViewport } from '@angular/cdk/scrolling';
import { beforeEach, describe, expect, it, jest } from '@jest/globals';

import { signedPut } from '../../transfer/testing/fake-ports.ts';
import {
  add,
  click,
  conflict,
  heading,
  ports,
  put,
  row,
  settle,
  showTray,
  taken,
  tray,
} from '../testing/upload-tray-driver.ts';
import { crc64nvme } from '../testing/uploads-of-page.ts';

beforeEach(showTray);

describe('UploadTray', () => {
  it('asks what to do when the name is taken', async () => {
    await add('a.txt');
    await conflict();
    expect(row()).toContain('A file with this name already exists.');
    await click('Keep both: a.txt');
    await put(200);
    await settle();
    expect(row()).toContain('a (2).txt');
  });

  it('answers for all files at once', async () => {
    await add('a.txt', 'b.txt');
    await conflict();
    await conflict();
    expect(heading()).toBe('2 files already exist');
    expect(tray.querySelector('[role=group]')?.textContent).toContain('2 files already exist. For all:');
    await click('Replace');
    expect((await ports.next('presignPut')).question.replaces).toBe(taken.etag);
    expect((await ports.next('presignPut')).question.replaces).toBe(taken.etag);
  });

  it('brings a question into sight that comes behind many rows', async () => {
    await add(...Array.from({ length: 12 }, (_, index) => `${index}.txt`));
    const scrolled = jest.spyOn(CdkVirtualScrollViewport.prototype, 'scrollToIndex').mockReturnValue();
    for (let index = 0; index < 7; index += 1) {
      (await ports.next('hash')).answer(crc64nvme);
      await put(200);
    }
    expect(scrolled).not.toHaveBeenCalled();
    await conflict();
    await settle();
    expect(scrolled).toHaveBeenCalledWith(0);
    expect(row()).toContain('7.txt');
    expect(row()).toContain('A file with this name already exists.');
  });

  it('leaves the rows alone while somebody points at them, and shows the question afterwards', async () => {
    await add('a.txt', 'b.txt');
    await settle();
    const list = tray.querySelector('[role=list]')!;
    list.dispatchEvent(new Event('pointerenter'));
    (await ports.next('hash')).answer(crc64nvme);
    (await ports.next('presignPut')).answer(signedPut);
    const first = await ports.next('put');
    await conflict();
    await settle();
    expect(row()).toContain('a.txt');
    list.dispatchEvent(new Event('pointerleave'));
    await settle();
    expect(row()).toContain('b.txt');
    first.answer({ status: 200, crc64nvme });
  });

  it('asks nothing about an identical file and counts it', async () => {
    await add('a.txt', 'b.txt');
    (await ports.next('hash')).answer(crc64nvme);
    (await ports.next('hash')).answer(crc64nvme);
    await put(412);
    (await ports.next('describeFile')).answer({ ...taken, sizeBytes: 3, crc64nvme });
    await put(200);
    await settle();
    expect([heading(), tray.querySelector('.detail')?.textContent]).toEqual(['1 file uploaded', '1 was already there']);
  });
});
