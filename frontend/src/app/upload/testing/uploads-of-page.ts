import { signal } from '@angular/core';
import { TestBed } from '@angular/core/testing';

import { SESSION_STATE, type SessionState } from '../../api/session-state.ts';
import { FolderChanges } from '../../changes/folder-changes.ts';
import { FakePorts, signedPut } from '../../transfer/testing/fake-ports.ts';
import type { UploadState } from '../../transfer/upload-state.ts';
import { BrowserUploadQueue } from '../browser-upload-queue.ts';
import { UploadIntake } from '../intake/upload-intake.ts';
import { UploadRows } from '../rows/upload-rows.ts';
import { AllUploads } from '../tray/all-uploads.ts';
import { BrowserTransferPorts } from '../transfer-ports.ts';

/** The checksum that `arrive` gives every file. */
export const crc64nvme = 'rosUhgp5mYg=';

/** Returns a file of three bytes as the page receives it when a person chooses it. */
export const chosen = (relativePath: string) => ({ relativePath, file: new File(['123'], 'x') });

/** Resolves when everything that is ready has run and is on screen. */
export async function painted(): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, 120));
  await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
}

/** What a page uploads: the queue, its rows and the tray, on ports that a spec answers. */
export class UploadsOfPage {
  readonly ports = new FakePorts();
  readonly queue: BrowserUploadQueue;
  readonly intake: UploadIntake;
  readonly rows: UploadRows;
  readonly all: AllUploads;
  /** Paths that the lists were told of. */
  readonly stored: string[] = [];

  readonly session = signal<SessionState>({ kind: 'signed-in', username: 'anna', userId: 'anna' });

  constructor() {
    TestBed.configureTestingModule({
      providers: [
        { provide: BrowserTransferPorts, useValue: this.ports },
        { provide: SESSION_STATE, useValue: this.session },
      ],
    });
    this.queue = TestBed.inject(BrowserUploadQueue);
    this.intake = TestBed.inject(UploadIntake);
    this.rows = TestBed.inject(UploadRows);
    this.all = TestBed.inject(AllUploads);
    TestBed.inject(FolderChanges).stored.subscribe((path) => this.stored.push(path));
  }

  isActive(): boolean {
    return this.rows.totals().active > 0;
  }

  kinds(): UploadState['kind'][] {
    return this.rows.all().map(({ view }) => view().state.kind);
  }

  paths(): string[] {
    return this.rows.ordered().map(({ view }) => view().path);
  }

  /** Answers the hash, the URL and the PUT of one file. */
  async arrive(status = 200): Promise<void> {
    (await this.ports.next('hash')).answer(crc64nvme);
    (await this.ports.next('presignPut')).answer(signedPut);
    (await this.ports.next('put')).answer({ status, crc64nvme });
    await painted();
  }
}
