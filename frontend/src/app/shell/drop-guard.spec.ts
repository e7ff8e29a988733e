import { Component } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { beforeEach, describe, expect, it } from '@jest/globals';

import { DropGuard } from './drop-guard.ts';

@Component({ imports: [DropGuard], template: '<main airlockDropGuard></main>' })
class GuardedPage {}

beforeEach(() => {
  TestBed.createComponent(GuardedPage);
});

/** Drops something with these types on the window. Returns whether the browser would open it. */
function isOpened(types: readonly string[]): boolean {
  const event = Object.assign(new Event('drop', { cancelable: true }), {
    dataTransfer: { types, dropEffect: 'copy' },
  });
  return window.dispatchEvent(event);
}

describe('DropGuard', () => {
  it('keeps the browser from opening a dropped file, and leaves text alone', () => {
    expect(isOpened(['Files'])).toBe(false);
    expect(isOpened(['text/plain'])).toBe(true);
  });
});
