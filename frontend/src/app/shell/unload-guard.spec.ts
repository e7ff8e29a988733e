import { signal } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { beforeEach, describe, expect, it } from '@jest/globals';

import { Changes } from '../changes/changes.ts';
import { DownloadRows } from '../download/download-rows.ts';
import { PageReload } from '../loading/page-reload.ts';
import { UploadRows } from '../upload/rows/upload-rows.ts';
import { UnloadGuard } from './unload-guard.ts';

const areAtRisk = signal(false);
const changesAtRisk = signal(false);
const downloadsAtRisk = signal(false);
let reloading: boolean;

beforeEach(() => {
  areAtRisk.set(false);
  changesAtRisk.set(false);
  downloadsAtRisk.set(false);
  reloading = false;
  TestBed.configureTestingModule({
    providers: [
      { provide: UploadRows, useValue: { areAtRisk } },
      { provide: Changes, useValue: { areAtRisk: changesAtRisk } },
      { provide: PageReload, useValue: { isWanted: () => reloading } },
      { provide: DownloadRows, useValue: { areAtRisk: downloadsAtRisk } },
    ],
  });
  TestBed.inject(UnloadGuard).arm();
});

const leave = () => !window.dispatchEvent(new Event('beforeunload', { cancelable: true }));

describe('UnloadGuard', () => {
  it.each([areAtRisk, changesAtRisk, downloadsAtRisk])('asks only while something would be lost', (atRisk) => {
    expect(leave()).toBe(false);
    atRisk.set(true);
    expect(leave()).toBe(true);
  });

  it('does not ask again when the person has chosen to reload', () => {
    areAtRisk.set(true);
    reloading = true;
    expect(leave()).toBe(false);
  });
});
