import { TestBed, type ComponentFixture } from '@angular/core/testing';
import { beforeEach, describe, expect, it, jest } from '@jest/globals';

import { FakePorts, signedPut } from '../transfer/testing/fake-ports.ts';
import { BrowserTransferPorts } from './transfer-ports.ts';
import { UploadTray } from './upload-tray.ts';
import { Uploads } from './uploads.ts';

const crc64nvme = 'rosUhgp5mYg=';
const taken = { sizeBytes: 9, etag: '"0123456789abcdef0123456789abcdef"', crc64nvme: 'AAAAAAAAAAA=' };
let ports: FakePorts;
let fixture: ComponentFixture<UploadTray>;
let tray: HTMLElement;

beforeEach(async () => {
  ports = new FakePorts();
  // jsdom lays nothing out: without a height the virtual list would render no row.
  jest.spyOn(HTMLElement.prototype, 'clientHeight', 'get').mockReturnValue(600);
  TestBed.configureTestingModule({ providers: [{ provide: BrowserTransferPorts, useValue: ports }] });
  fixture = TestBed.createComponent(UploadTray);
  tray = fixture.nativeElement as HTMLElement;
  await fixture.whenStable();
});

const add = (...names: string[]) =>
  TestBed.inject(Uploads).add(
    names.map((relativePath) => ({ relativePath, file: new File(['123'], relativePath) })),
    '',
  );
async function settle(): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve));
  await new Promise((resolve) => requestAnimationFrame(resolve));
  await fixture.whenStable();
}
async function put(status: number): Promise<void> {
  (await ports.next('presignPut')).answer(signedPut);
  (await ports.next('put')).answer({ status, crc64nvme });
}
async function conflict(): Promise<void> {
  (await ports.next('hash')).answer(crc64nvme);
  await put(412);
  (await ports.next('look')).answer(taken);
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
    add('a.txt');
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
    add('bad.');
    await settle();
    expect(row()).toContain('"bad." ends with a dot. Rename the file and choose it again.');
    expect(button('Try bad. again')).toBeUndefined();
  });

  it('asks what to do when the name is taken', async () => {
    add('a.txt');
    await conflict();
    expect(row()).toContain('A file with this name exists.');
    await click('Keep both: a.txt');
    await put(200);
    await settle();
    expect(row()).toContain('a (2).txt');
  });

  it('answers for all files at once', async () => {
    add('a.txt', 'b.txt');
    await conflict();
    await conflict();
    expect(heading()).toBe('2 files with a taken name');
    expect(tray.querySelector('[role=group]')?.textContent).toContain('2 files already exist. For all:');
    await click('Replace');
    expect((await ports.next('presignPut')).question.replaces).toBe(taken.etag);
    expect((await ports.next('presignPut')).question.replaces).toBe(taken.etag);
  });

  it('collapses', async () => {
    add('a.txt');
    await settle();
    await click('Collapse uploads');
    expect(tray.querySelector('[role=list]')).toBeNull();
    expect(button('Expand uploads')?.getAttribute('aria-expanded')).toBe('false');
  });

  it('clears what is finished', async () => {
    add('bad.');
    await settle();
    await click('Clear finished');
    expect(tray.querySelector('[role=listitem]')).toBeNull();
  });

  it('says outcomes aloud', async () => {
    add('a.txt');
    (await ports.next('hash')).answer(crc64nvme);
    await put(200);
    await settle();
    expect(tray.querySelector('[role=status]')?.textContent).toBe('1 file uploaded.');
  });
});
