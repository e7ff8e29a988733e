import { beforeEach, describe, expect, it, jest } from '@jest/globals';

import { signedPut } from '../../transfer/testing/fake-ports.ts';
import {
  add,
  button,
  click,
  heading,
  ports,
  put,
  row,
  settle,
  showAnotherTray,
  showTray,
  small,
  tray,
  unfinished,
} from '../testing/upload-tray-driver.ts';
import { crc64nvme } from '../testing/uploads-of-page.ts';

beforeEach(showTray);

describe('UploadTray', () => {
  it('shows progress and lets one cancel and try again', async () => {
    await add('a.txt');
    await settle();
    expect(heading()).toBe('Uploading 1 file');
    (await ports.next('hash')).answer(crc64nvme);
    (await ports.next('presignPut')).answer(signedPut);
    (await ports.next('put')).question.progress(1);
    await settle();
    expect(tray.querySelector('[role=progressbar]')?.getAttribute('aria-valuenow')).toBe('33');
    expect(tray.querySelector('[role=progressbar]')?.getAttribute('aria-label')).toBe('Progress of a.txt');
    await click('Cancel a.txt');
    expect(row()).toContain('Cancelled');
    await click('Try a.txt again');
    (await ports.next('hash')).answer(crc64nvme);
    await put(200);
    await settle();
    expect(row()).toContain('Verified');
    expect(heading()).toBe('1 file uploaded');
  });

  it('tells why a file failed and offers no second try where none can help', async () => {
    await add('bad.');
    await settle();
    expect(row()).toContain('"bad." ends with a dot. Rename the file and choose it again.');
    expect(button('Try bad. again')).toBeUndefined();
  });

  it('pauses one and goes on with it, with the focus where it was', async () => {
    await add('a.txt');
    await settle();
    button('Pause a.txt')?.focus();
    await click('Pause a.txt');
    expect(row()).toContain('Paused');
    expect(heading()).toBe('1 file paused');
    expect(document.activeElement?.getAttribute('aria-label')).toBe('Resume a.txt');
    await click('Resume a.txt');
    expect(heading()).toBe('Uploading 1 file');
  });

  it('pauses all and goes on with all', async () => {
    await add('a.txt', 'b.txt');
    await settle();
    expect(button('Pause all')?.title).toContain('including files that are still being found');
    await click('Pause all');
    expect(heading()).toBe('2 files paused');
    await click('Resume all');
    expect(heading()).toBe('Uploading 2 files');
  });

  it('shows every row that it has room for as it grows', async () => {
    // The list measures itself once, when it has room for one row.
    jest.spyOn(HTMLElement.prototype, 'clientHeight', 'get').mockReturnValue(72);
    await click('Collapse uploads');
    await add('1.txt');
    await click('Expand uploads');
    await add('2.txt', '3.txt');
    await settle();
    await add('4.txt', '5.txt');
    await settle();
    expect(tray.querySelectorAll('[role=listitem]')).toHaveLength(5);
  });

  it('collapses', async () => {
    await add('a.txt');
    await settle();
    await click('Collapse uploads');
    expect(tray.querySelector('[role=list]')).toBeNull();
    expect(button('Expand uploads')?.getAttribute('aria-expanded')).toBe('false');
  });

  it('stays collapsed while the uploads go on', async () => {
    await add('a.txt');
    await settle();
    await click('Collapse uploads');
    (await ports.next('hash')).answer(crc64nvme);
    (await ports.next('presignPut')).answer(signedPut);
    (await ports.next('put')).question.progress(1);
    await settle();
    expect(button('Expand uploads')?.getAttribute('aria-expanded')).toBe('false');
  });

  it('clears what is finished', async () => {
    await add('bad.');
    await settle();
    await click('Clear finished');
    expect(unfinished.refresh).toHaveBeenCalled();
    expect(tray.querySelector('[role=listitem]')).toBeNull();
  });

  it('says outcomes aloud', async () => {
    await add('a.txt');
    (await ports.next('hash')).answer(crc64nvme);
    await put(200);
    await settle();
    expect(tray.querySelector('[role=status]')?.textContent).toBe('1 file uploaded.');
  });

  it('shows a path whose folder, and then the middle of whose name, can be cut', async () => {
    const name = 'a very long name of a photograph.jpeg';
    await add(`2026/rome/${name}`);
    await settle();
    const part = (of: string) => tray.querySelector(`.name .${of}`)?.textContent;
    expect([part('folder'), part('start'), part('end')]).toEqual([
      '2026/rome/',
      'a very long name of a pho',
      'tograph.jpeg',
    ]);
    expect(tray.querySelector('.name')?.textContent).toBe(`2026/rome/${name}`);
  });

  it('says that it is offline instead of a speed', async () => {
    await add('a.txt');
    window.dispatchEvent(new Event('offline'));
    await settle();
    expect(tray.querySelector('.detail')?.textContent).toBe('Offline. Goes on when the connection is back.');
    window.dispatchEvent(new Event('online'));
    await settle();
    expect(tray.querySelector('.detail')?.textContent).toBe('0 B of 3 B');
  });

  it('collapses by itself on a small screen when all is done, and not before', async () => {
    small.set(true);
    await add('a.txt');
    await settle();
    expect(row()).toContain('a.txt');
    (await ports.next('hash')).answer(crc64nvme);
    await put(200);
    await settle();
    expect([heading(), row()]).toEqual(['1 file uploaded', undefined]);
    await click('Expand uploads');
    expect(row()).toContain('Verified');
  });

  it('begins collapsed on a small screen when nothing but unfinished uploads is there', async () => {
    const isExpanded = () => button('Collapse uploads') !== undefined;
    unfinished.any.set(true);
    await settle();
    expect(isExpanded()).toBe(true);
    small.set(true);
    await settle();
    expect(isExpanded()).toBe(true);
    await showAnotherTray();
    expect(isExpanded()).toBe(false);
    await add('a.txt');
    await settle();
    expect(isExpanded()).toBe(true);
    unfinished.any.set(false);
  });

  it('remembers on this device that hidden system files are wanted', async () => {
    localStorage.clear();
    await add('a.txt');
    await settle();
    await click('More actions on the uploads');
    const item = () => document.querySelector<HTMLElement>('[role=menuitemcheckbox]')!;
    expect(item().getAttribute('aria-checked')).toBe('false');
    item().click();
    await settle();
    expect(localStorage.getItem('airlock.system-files')).toBe('true');
    localStorage.clear();
  });
});
