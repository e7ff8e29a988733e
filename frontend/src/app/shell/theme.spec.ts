import { TestBed } from '@angular/core/testing';
import { beforeEach, describe, expect, it, jest } from '@jest/globals';

import { Theme } from './theme.ts';

const shown = () => document.documentElement.dataset['theme'];

beforeEach(() => {
  localStorage.clear();
  delete document.documentElement.dataset['theme'];
});

describe('Theme', () => {
  it('follows the system until somebody chooses', () => {
    expect(TestBed.inject(Theme).choice()).toBe('system');
    expect(shown()).toBeUndefined();
  });

  it('remembers the choice', () => {
    TestBed.inject(Theme).choose('dark');
    expect(shown()).toBe('dark');
    TestBed.resetTestingModule();
    expect(TestBed.inject(Theme).choice()).toBe('dark');
    TestBed.inject(Theme).choose('system');
    expect(shown()).toBeUndefined();
  });

  it('ignores what it does not know', () => {
    localStorage.setItem('airlock.theme', 'sepia');
    expect(TestBed.inject(Theme).choice()).toBe('system');
  });

  it('is chosen for this page where the browser blocks its storage', () => {
    jest.spyOn(window, 'localStorage', 'get').mockImplementation(() => {
      throw new DOMException('blocked', 'SecurityError');
    });
    TestBed.inject(Theme).choose('dark');
    expect([TestBed.inject(Theme).choice(), shown()]).toEqual(['dark', 'dark']);
  });
});
