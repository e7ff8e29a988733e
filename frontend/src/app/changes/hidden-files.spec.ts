import { signal } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { beforeEach, describe, expect, it } from '@jest/globals';

import { SESSION_STATE } from '../api/session-state.ts';
import { HiddenFiles } from './hidden-files.ts';

describe('HiddenFiles', () => {
  let files: HiddenFiles;
  const hidden = () => [...files.paths()];
  beforeEach(() => {
    const state = signal({ kind: 'signed-in', username: 'anna', userId: 'anna-id' });
    TestBed.configureTestingModule({ providers: [{ provide: SESSION_STATE, useValue: state }] });
    files = TestBed.inject(HiddenFiles);
  });

  it('hides what two changes hide until both have ended', async () => {
    const [first, second] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    const one = files.hideWhile(
      ['a', 'b'],
      () => first.promise,
      () => undefined,
    );
    const two = files.hideWhile(
      ['a'],
      () => second.promise,
      () => undefined,
    );
    expect(hidden()).toEqual(['a', 'b']);
    first.resolve();
    await one;
    expect(hidden()).toEqual(['a']);
    second.resolve();
    await two;
    expect(hidden()).toEqual([]);
  });

  it('shows again what a change that fails has hidden, and what cannot be settled', async () => {
    const fails = () => Promise.reject(new Error('not reachable'));
    await expect(files.hideWhile(['a'], fails, () => undefined)).rejects.toThrow('not reachable');
    await expect(files.hideWhile(['b'], () => Promise.resolve(), fails)).rejects.toThrow('not reachable');
    expect(hidden()).toEqual([]);
  });
});
