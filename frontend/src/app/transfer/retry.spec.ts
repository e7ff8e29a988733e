/** @jest-environment node */
import { describe, expect, it } from '@jest/globals';

import { decide, maxTries, type Decision, type StepFailure } from './retry.ts';

const first = { failed: 0, signedAgain: false };
const half = () => 0.5;

describe('decide', () => {
  it.each<[StepFailure, Decision]>([
    [
      { step: 'call', code: 'network' },
      { kind: 'retry', afterMs: 250 },
    ],
    [
      { step: 'call', code: 'too-many-requests' },
      { kind: 'retry', afterMs: 250 },
    ],
    [
      { step: 'call', code: 'unavailable' },
      { kind: 'retry', afterMs: 250 },
    ],
    [
      { step: 'call', code: 'internal' },
      { kind: 'retry', afterMs: 250 },
    ],
    [
      { step: 'call', code: 'invalid-path' },
      { kind: 'fail', reason: 'name-refused' },
    ],
    [
      { step: 'call', code: 'invalid-request' },
      { kind: 'fail', reason: 'refused' },
    ],
    [
      { step: 'call', code: 'unauthorized' },
      { kind: 'fail', reason: 'signed-out' },
    ],
    [
      { step: 'call', code: 'use-multipart' },
      { kind: 'fail', reason: 'too-large' },
    ],
    [
      { step: 'call', code: 'file-too-large' },
      { kind: 'fail', reason: 'too-large' },
    ],
    [
      { step: 'put', status: 0 },
      { kind: 'ask', afterMs: 250 },
    ],
    [{ step: 'put', status: 412, code: 'PreconditionFailed' }, { kind: 'exists' }],
    [{ step: 'put', status: 404, code: 'NoSuchKey' }, { kind: 'gone' }],
    [
      { step: 'put', status: 404, code: 'NoSuchBucket' },
      { kind: 'fail', reason: 'refused' },
    ],
    [
      { step: 'put', status: 409, code: 'ConditionalRequestConflict' },
      { kind: 'retry', afterMs: 250 },
    ],
    [{ step: 'put', status: 403, code: 'AccessDenied' }, { kind: 'sign-again' }],
    [{ step: 'put', status: 400, code: 'ExpiredToken' }, { kind: 'sign-again' }],
    [
      { step: 'put', status: 403, code: 'SignatureDoesNotMatch' },
      { kind: 'fail', reason: 'refused' },
    ],
    [
      { step: 'put', status: 400, code: 'BadDigest' },
      { kind: 'fail', reason: 'changed' },
    ],
    [
      { step: 'put', status: 400, code: 'EntityTooLarge' },
      { kind: 'fail', reason: 'too-large' },
    ],
    [
      { step: 'put', status: 400, code: 'RequestTimeout' },
      { kind: 'retry', afterMs: 250 },
    ],
    [
      { step: 'put', status: 503, code: 'SlowDown' },
      { kind: 'retry', afterMs: 250 },
    ],
    [
      { step: 'put', status: 500, code: 'InternalError' },
      { kind: 'retry', afterMs: 250 },
    ],
    [
      { step: 'put', status: 501, code: 'NotImplemented' },
      { kind: 'fail', reason: 'refused' },
    ],
  ])('%j → %j', (failure, decision) => {
    expect(decide(failure, first, half)).toEqual(decision);
  });

  it('signs an expired URL again once and no more', () => {
    const expired: StepFailure = { step: 'put', status: 403, code: 'AccessDenied' };
    expect(decide(expired, { failed: 0, signedAgain: true }, half)).toEqual({ kind: 'fail', reason: 'refused' });
  });

  it.each<[StepFailure, string]>([
    [{ step: 'call', code: 'network' }, 'network'],
    [{ step: 'call', code: 'unavailable' }, 'unavailable'],
    [{ step: 'put', status: 0 }, 'network'],
    [{ step: 'put', status: 503, code: 'SlowDown' }, 'unavailable'],
  ])('gives %j up after %s tries', (failure, reason) => {
    expect(decide(failure, { failed: maxTries, signedAgain: false }, half)).toEqual({ kind: 'fail', reason });
  });

  it('waits a random share of a doubling, capped time', () => {
    const after = (failed: number, random: number) =>
      decide({ step: 'put', status: 500 }, { failed, signedAgain: false }, () => random);
    expect(after(0, 0)).toEqual({ kind: 'retry', afterMs: 0 });
    expect(after(3, 1)).toEqual({ kind: 'retry', afterMs: 4_000 });
    expect(after(7, 1)).toEqual({ kind: 'retry', afterMs: 20_000 });
  });
});
