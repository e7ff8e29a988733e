import { TestBed, type ComponentFixture } from '@angular/core/testing';
import { beforeEach, describe, expect, it, jest } from '@jest/globals';

import type { Unfinished } from '../../transfer/upload-record.ts';
import { UnfinishedRow } from './unfinished-row.ts';
import { UnfinishedUploads, type UnfinishedItem } from './unfinished-uploads.ts';

const mib = 1024 ** 2;
const upload: Unfinished = {
  key: 'k',
  path: 'films/harbour.mp4',
  uploadId: 'u',
  startedAtMs: Date.now() - 7_200_000,
  sizeBytes: 40 * mib,
  kind: 'needs-file',
};
const unfinished = {
  resume: jest.fn<UnfinishedUploads['resume']>(),
  discard: jest.fn<UnfinishedUploads['discard']>(),
};
const sized = (sizeBytes: number, name = 'harbour.mp4') =>
  Object.defineProperty(new File([], name), 'size', { value: sizeBytes });
let fixture: ComponentFixture<UnfinishedRow>;
let row: HTMLElement;

beforeEach(() => {
  unfinished.resume.mockReset();
  unfinished.discard.mockReset().mockResolvedValue(undefined);
  TestBed.configureTestingModule({ providers: [{ provide: UnfinishedUploads, useValue: unfinished }] });
});

async function show(item: UnfinishedItem): Promise<void> {
  fixture = TestBed.createComponent(UnfinishedRow);
  fixture.componentRef.setInput('item', item);
  row = fixture.nativeElement as HTMLElement;
  await fixture.whenStable();
}
const button = (name: string) => row.querySelector<HTMLButtonElement>(`button[aria-label="${name}"]`);
async function click(name: string): Promise<void> {
  button(name)?.click();
  await new Promise((resolve) => setTimeout(resolve));
  await fixture.whenStable();
}
async function chooseFile(file: File): Promise<void> {
  const input = row.querySelector('input')!;
  Object.defineProperty(input, 'files', { value: [file], configurable: true });
  input.dispatchEvent(new Event('change'));
  await fixture.whenStable();
}
const handle = (permission: PermissionState, getFile: () => Promise<File>) =>
  ({ queryPermission: () => Promise.resolve(permission), getFile }) as unknown as FileSystemFileHandle;
const kept = (one: FileSystemFileHandle): Unfinished => ({
  ...upload,
  kind: 'has-file',
  record: { handle: one } as NonNullable<Unfinished['record']>,
});

describe('UnfinishedRow', () => {
  it('says name, folder, age and how far it came', async () => {
    await show({ upload, arrivedBytes: 16 * mib });
    expect(row.textContent).toContain('harbour.mp4');
    expect(row.textContent).toContain('films · 2 hours ago · 16 MB of 40 MB');
  });

  it('knows no size of an upload that another device began', async () => {
    const { key, path, uploadId, startedAtMs, kind } = upload;
    const foreign: Unfinished = { key, path, uploadId, startedAtMs, kind };
    await show({ upload: foreign, arrivedBytes: 16 * mib });
    expect(row.textContent).toContain('films · 2 hours ago · 16 MB arrived');
  });

  it('goes on with the file that is chosen again', async () => {
    await show({ upload });
    const opened = jest.spyOn(HTMLInputElement.prototype, 'click').mockReturnValue();
    await click('Resume films/harbour.mp4');
    expect(opened).toHaveBeenCalled();
    const file = sized(40 * mib);
    await chooseFile(file);
    expect(unfinished.resume).toHaveBeenCalledWith(upload, file, undefined);
  });

  it('names a file that cannot be the one, and destroys nothing', async () => {
    await show({ upload });
    await chooseFile(sized(3 * mib, 'other.mp4'));
    expect(row.textContent).toContain('“other.mp4” (3 MB) is not “harbour.mp4” (40 MB). Nothing was changed.');
    expect([unfinished.resume.mock.calls.length, unfinished.discard.mock.calls.length]).toEqual([0, 0]);
    expect(button('Resume films/harbour.mp4')).not.toBeNull();
  });

  it('opens the file by itself where the browser kept it', async () => {
    const file = sized(40 * mib);
    const one = handle('granted', () => Promise.resolve(file));
    await show({ upload: kept(one) });
    await click('Resume films/harbour.mp4');
    expect(unfinished.resume).toHaveBeenCalledWith(kept(one), file, one);
  });

  it.each<[string, PermissionState, string]>([
    ['permission was refused', 'denied', 'The browser may not read the file.'],
    ['the file is gone', 'granted', 'The file was moved or removed on this device.'],
  ])('asks to choose when %s', async (_why, permission, words) => {
    const opened = jest.spyOn(HTMLInputElement.prototype, 'click').mockReturnValue();
    await show({ upload: kept(handle(permission, () => Promise.reject(new DOMException('gone', 'NotFoundError')))) });
    await click('Resume films/harbour.mp4');
    expect(row.textContent).toContain(words);
    expect(opened).not.toHaveBeenCalled();
    await click('Resume films/harbour.mp4');
    expect(opened).toHaveBeenCalled();
  });

  it('discards only when that is said twice, and says when it did not work', async () => {
    await show({ upload });
    await click('Discard films/harbour.mp4');
    await click('Keep films/harbour.mp4');
    await click('Discard films/harbour.mp4');
    expect(unfinished.discard).not.toHaveBeenCalled();
    unfinished.discard.mockRejectedValueOnce(new Error('offline'));
    await click('Really discard films/harbour.mp4');
    expect(unfinished.discard).toHaveBeenCalledWith(upload);
    expect(row.textContent).toContain('It could not be removed.');
  });

  it('leaves an upload alone that another tab sends', async () => {
    await show({ upload: { ...upload, kind: 'elsewhere' } });
    expect(row.textContent).toContain('Another tab is sending this');
    expect(row.querySelector('button')).toBeNull();
  });
});
