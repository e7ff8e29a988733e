import { BreakpointObserver } from '@angular/cdk/layout';
import { CdkVirtualScrollViewport } from '@angular/cdk/scrolling';
import { computed, signal } from '@angular/core';
import { toObservable } from '@angular/core/rxjs-interop';
import { TestBed, type ComponentFixture } from '@angular/core/testing';
import { beforeEach, describe, expect, it, jest } from '@jest/globals';

import { SESSION_STATE, type SessionState } from '../../api/session-state.ts';
import { FakePorts, signedPut } from '../../transfer/testing/fake-ports.ts';
import { BrowserTransferPorts } from '../transfer-ports.ts';
import { UnfinishedUploads, type UnfinishedItem } from './unfinished-uploads.ts';
import { UploadTray } from './upload-tray.ts';
import { UploadIntake } from '../intake/upload-intake.ts';

const crc64nvme = 'rosUhgp5mYg=';
const taken = { sizeBytes: 9, etag: '"0123456789abcdef0123456789abcdef"', crc64nvme: 'AAAAAAAAAAA=' };
const small = signal(false);
const items = signal<readonly UnfinishedItem[]>([]);
const refresh = jest.fn<UnfinishedUploads['refresh']>();
const unfinished = {
  items,
  batches: signal([]),
  count: computed(() => items().length),
  any: computed(() => items().length > 0),
  refresh,
  hide: () => undefined,
};
let ports: FakePorts;
let fixture: ComponentFixture<UploadTray>;
let tray: HTMLElement;

beforeEach(async () => {
  ports = new FakePorts();
  Element.prototype.scrollTo = () => undefined;
  // jsdom lays nothing out: without a height the virtual list would render no row.
  jest.spyOn(HTMLElement.prototype, 'clientHeight', 'get').mockReturnValue(600);
  TestBed.configureTestingModule({
    providers: [
      { provide: BrowserTransferPorts, useValue: ports },
      {
        provide: SESSION_STATE,
        useValue: signal<SessionState>({ kind: 'signed-in', username: 'anna', userId: 'anna' }),
      },
      {
        provide: BreakpointObserver,
        useFactory: () => ({ observe: () => toObservable(computed(() => ({ matches: small() }))) }),
      },
      { provide: UnfinishedUploads, useValue: unfinished },
    ],
  });
  items.set([]);
  small.set(false);
  refresh.mockReset();
  fixture = TestBed.createComponent(UploadTray);
  tray = fixture.nativeElement as HTMLElement;
  await fixture.whenStable();
});

const add = (...names: string[]) =>
  TestBed.inject(UploadIntake).add(
    names.map((relativePath) => ({ relativePath, file: new File(['123'], relativePath) })),
    '',
  );
async function settle(): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, 120));
  await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
  await fixture.whenStable();
}
async function put(status: number): Promise<void> {
  (await ports.next('presignPut')).answer(signedPut);
  (await ports.next('put')).answer({ status, crc64nvme });
}
async function conflict(): Promise<void> {
  (await ports.next('hash')).answer(crc64nvme);
  await put(412);
  (await ports.next('describeFile')).answer(taken);
  await settle();
}
const button = (name: string) =>
  Array.from(tray.querySelectorAll('button')).find(
    (one) => (one.getAttribute('aria-label') ?? one.textContent).trim() === name,
  );
const click = async (name: string) => {
  button(name)?.click();
  await settle();
};
const heading = () => tray.querySelector('h2')?.textContent;
const row = () => tray.querySelector('[role=listitem]')?.textContent;

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
    expect(refresh).toHaveBeenCalled();
    expect(tray.querySelector('[role=listitem]')).toBeNull();
  });

  it('says outcomes aloud', async () => {
    await add('a.txt');
    (await ports.next('hash')).answer(crc64nvme);
    await put(200);
    await settle();
    expect(tray.querySelector('[role=status]')?.textContent).toBe('1 file uploaded.');
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
