import { ErrorHandler, signal } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { beforeEach, describe, expect, it, jest } from '@jest/globals';

import { SESSION_STATE } from '../api/session-state.ts';
import { CodeUnavailable } from '../loading/load-code.ts';
import { Notices } from '../notices/notices.ts';
import { loadingText } from '../text/loading-text.ts';
import { AppErrors } from './app-errors.ts';

const written = jest.fn();

beforeEach(() => {
  jest.spyOn(console, 'error').mockImplementation(written.mockReset());
  TestBed.configureTestingModule({
    providers: [
      { provide: SESSION_STATE, useValue: signal({ kind: 'signed-out' }) },
      { provide: ErrorHandler, useExisting: AppErrors },
    ],
  });
});

const shown = () =>
  TestBed.inject(Notices)
    .all()
    .map(({ content }) => content().sentence);

describe('AppErrors', () => {
  it('tells once of errors that nobody expected, and writes each to the console', () => {
    const errors = TestBed.inject(ErrorHandler);
    errors.handleError(new Error('one'));
    errors.handleError(new Error('two'));
    expect([shown(), written.mock.calls.length]).toEqual([[loadingText.failed], 2]);
  });

  it('does not tell again that a part of the app did not arrive', () => {
    const warned = jest.spyOn(console, 'warn').mockImplementation(() => undefined);
    TestBed.inject(ErrorHandler).handleError(new CodeUnavailable(false, undefined));
    expect([shown(), warned.mock.calls.length, written.mock.calls.length]).toEqual([[], 1, 0]);
  });

  it('does not blame the app for what is not its own', () => {
    const cause = new ErrorEvent('error', { message: 'ResizeObserver loop completed with undelivered notifications.' });
    TestBed.inject(ErrorHandler).handleError(new Error('An ErrorEvent with no error occurred.', { cause }));
    expect(shown()).toEqual([]);
  });
});
