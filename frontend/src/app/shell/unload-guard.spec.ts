import { signal } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { beforeEach, describe, expect, it } from '@jest/globals';

import { Downloads } from '../files/downloads.ts';
import { Uploads } from '../upload/uploads.ts';
import { UnloadGuard } from './unload-guard.ts';

const isActive = signal(false);
let starting: boolean;

beforeEach(() => {
  isActive.set(false);
  starting = false;
  TestBed.configureTestingModule({
    providers: [
      { provide: Uploads, useValue: { isActive } },
      { provide: Downloads, useValue: { isStarting: () => starting } },
    ],
  });
  TestBed.inject(UnloadGuard).arm();
});

const leave = () => !window.dispatchEvent(new Event('beforeunload', { cancelable: true }));

describe('UnloadGuard', () => {
  it('asks only while files are under way', () => {
    expect(leave()).toBe(false);
    isActive.set(true);
    expect(leave()).toBe(true);
  });

  it('does not ask when a download only looks like leaving', () => {
    isActive.set(true);
    starting = true;
    expect(leave()).toBe(false);
  });
});
