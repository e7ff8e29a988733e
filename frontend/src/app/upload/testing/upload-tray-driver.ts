import { BreakpointObserver } from '@angular/cdk/layout';
import { computed, signal } from '@angular/core';
import { toObservable } from '@angular/core/rxjs-interop';
import { TestBed, type ComponentFixture } from '@angular/core/testing';
import { jest } from '@jest/globals';

import { SESSION_STATE, type SessionState } from '../../api/session-state.ts';
import { FakePorts, signedPut } from '../../transfer/testing/fake-ports.ts';
import { UploadIntake } from '../intake/upload-intake.ts';
import { BrowserTransferPorts } from '../transfer-ports.ts';
import { UnfinishedUploads } from '../tray/unfinished-uploads.ts';
import { UploadTray } from '../tray/upload-tray.ts';
import { crc64nvme, painted } from './uploads-of-page.ts';

/** The file that is stored under a name that is taken. */
export const taken = { sizeBytes: 9, etag: '"0123456789abcdef0123456789abcdef"', crc64nvme: 'AAAAAAAAAAA=' };
/** Whether the screen is small. */
export const small = signal(false);
/** Replaces the list of unfinished uploads, which is empty. */
export const unfinished = {
  items: signal([]),
  batches: signal([]),
  count: signal(0),
  any: signal(false),
  refresh: jest.fn<UnfinishedUploads['refresh']>(),
  hide: () => undefined,
};
export let ports: FakePorts;
export let tray: HTMLElement;
let fixture: ComponentFixture<UploadTray>;

/** Shows the tray of a page without uploads, before each test. */
export async function showTray(): Promise<void> {
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
  small.set(false);
  unfinished.refresh.mockReset();
  await showAnotherTray();
}

/** Shows the tray anew, as after a reload that has lost nothing. */
export async function showAnotherTray(): Promise<void> {
  fixture = TestBed.createComponent(UploadTray);
  tray = fixture.nativeElement as HTMLElement;
  await fixture.whenStable();
}

export const add = (...names: string[]) =>
  TestBed.inject(UploadIntake).add(
    names.map((relativePath) => ({ relativePath, file: new File(['123'], relativePath) })),
    '',
  );
export async function settle(): Promise<void> {
  await painted();
  await fixture.whenStable();
}
export async function put(status: number): Promise<void> {
  (await ports.next('presignPut')).answer(signedPut);
  (await ports.next('put')).answer({ status, crc64nvme });
}
/** Lets the next file find its name taken. */
export async function conflict(): Promise<void> {
  (await ports.next('hash')).answer(crc64nvme);
  await put(412);
  (await ports.next('describeFile')).answer(taken);
  await settle();
}
export const button = (name: string) =>
  Array.from(tray.querySelectorAll('button')).find(
    (one) => (one.getAttribute('aria-label') ?? one.textContent).trim() === name,
  );
export const click = async (name: string) => {
  button(name)?.click();
  await settle();
};
export const heading = () => tray.querySelector('h2')?.textContent;
export const row = () => tray.querySelector('[role=listitem]')?.textContent;
