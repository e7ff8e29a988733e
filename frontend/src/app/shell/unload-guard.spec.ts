import { signal } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { beforeEach, describe, expect, it } from '@jest/globals';

import { Downloads } from '../download/downloads.ts';
import { UploadRows } from '../upload/rows/upload-rows.ts';
import { UnloadGuard } from './unload-guard.ts';

const areAtRisk = signal(false);
let starting: boolean;

beforeEach(() => {
  areAtRisk.set(false);
  starting = false;
  TestBed.configureTestingModule({
    providers: [
      { provide: UploadRows, useValue: { areAtRisk } },
      { provide: Downloads, useValue: { isStarting: () => starting } },
    ],
  });
  TestBed.inject(UnloadGuard).arm();
});

const leave = () => !window.dispatchEvent(new Event('beforeunload', { cancelable: true }));

describe('UnloadGuard', () => {
  it('asks only while something would be lost', () => {
    expect(leave()).toBe(false);
    areAtRisk.set(true);
    expect(leave()).toBe(true);
  });

  it('does not ask when a download only looks like leaving', () => {
    areAtRisk.set(true);
    starting = true;
    expect(leave()).toBe(false);
  });
});
