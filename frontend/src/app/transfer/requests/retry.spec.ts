/** @jest-environment node */
import { describe, expect, it } from '@jest/globals';

import { decide, maxTries, type Decision, type StepFailure } from './retry.ts';

const first = { failed: 0, signedAgain: false, unansweredRounds: 0 };
const half = () => 0.5;

describe('decide', () => {
  it.each<[StepFailure, Decision]>([
    [
      { step: 'call', code: 'network' },
      { kind: 'retry', afterMs: 250, scope: 'request' },
    ],
    [
      { step: 'call', code: 'too-many-requests' },
      { kind: 'retry', afterMs: 250, scope: 'host' },
    ],
    [
      { step: 'call', code: 'unavailable' },
      { kind: 'retry', afterMs: 250, scope: 'host' },
    ],
    [
      { step: 'call', code: 'internal' },
      { kind: 'retry', afterMs: 250, scope: 'request' },
    ],
    [
      { step: 'call', code: 'invalid-path' },
      { kind: 'fail', reason: 'name-refused' },
    ],
    [
      { step: 'call', code: 'invalid-request' },
      { kind: 'fail', reason: 'refused' },
    ],
    [{ step: 'call', code: 'unauthorized' }, { kind: 'sign-in' }],
    [
      { step: 'call', code: 'already-exists' },
      { kind: 'fail', reason: 'refused' },
    ],
    [
      { step: 'call', code: 'too-many-requests', retryAfterMs: 3_000 },
      { kind: 'retry', afterMs: 3_000, scope: 'host' },
    ],
    [
      { step: 'call', code: 'internal', retryAfterMs: 3_000 },
      { kind: 'retry', afterMs: 3_000, scope: 'host' },
    ],
    [
      { step: 'put', status: 503, code: 'SlowDown', retryAfterMs: 3_600_000 },
      { kind: 'retry', afterMs: 120_000, scope: 'slower-host' },
    ],
    [
      { step: 'call', code: 'use-multipart' },
      { kind: 'fail', reason: 'too-large' },
    ],
    [
      { step: 'call', code: 'file-too-large' },
      { kind: 'fail', reason: 'above-limit' },
    ],
    [
      { step: 'call', code: 'too-many-uploads' },
      { kind: 'retry', afterMs: 20_000, scope: 'room' },
    ],
    [
      { step: 'put', status: 0 },
      { kind: 'ask', afterMs: 250, scope: 'request' },
    ],
    [{ step: 'put', status: 412, code: 'PreconditionFailed' }, { kind: 'exists' }],
    [{ step: 'put', status: 404, code: 'NoSuchKey' }, { kind: 'gone' }],
    [
      { step: 'put', status: 404, code: 'NoSuchBucket' },
      { kind: 'fail', reason: 'refused' },
    ],
    [
      { step: 'put', status: 409, code: 'ConditionalRequestConflict' },
      { kind: 'retry', afterMs: 250, scope: 'request' },
    ],
    [{ step: 'put', status: 403, code: 'AccessDenied' }, { kind: 'sign-again' }],
    [{ step: 'put', status: 400, code: 'ExpiredToken' }, { kind: 'sign-again' }],
    [
      { step: 'put', status: 403, code: 'SignatureDoesNotMatch' },
      { kind: 'fail', reason: 'refused' },
    ],
    [
      { step: 'put', status: 400, code: 'BadDigest' },
      { kind: 'read-again', afterMs: 250, scope: 'request' },
    ],
    [
      { step: 'part', status: 0 },
      { kind: 'retry', afterMs: 250, scope: 'request' },
    ],
    [
      { step: 'part', status: 0, sentAll: true },
      { kind: 'ask', afterMs: 250, scope: 'request' },
    ],
    [{ step: 'part', status: 404, code: 'NoSuchUpload' }, { kind: 'gone' }],
    [
      { step: 'part', status: 404, code: 'NoSuchKey' },
      { kind: 'fail', reason: 'refused' },
    ],
    [
      { step: 'part', status: 429 },
      { kind: 'retry', afterMs: 250, scope: 'slower-host' },
    ],
    [
      { step: 'part', status: 504 },
      { kind: 'retry', afterMs: 250, scope: 'request' },
    ],
    [
      { step: 'put', status: 400, code: 'EntityTooLarge' },
      { kind: 'fail', reason: 'too-large' },
    ],
    [
      { step: 'put', status: 400, code: 'RequestTimeout' },
      { kind: 'retry', afterMs: 250, scope: 'request' },
    ],
    [
      { step: 'put', status: 503, code: 'SlowDown' },
      { kind: 'retry', afterMs: 250, scope: 'slower-host' },
    ],
    [
      { step: 'put', status: 500, code: 'InternalError' },
      { kind: 'retry', afterMs: 250, scope: 'request' },
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
    expect(decide(expired, { ...first, signedAgain: true }, half)).toEqual({ kind: 'fail', reason: 'refused' });
  });

  it.each<[StepFailure, string]>([
    [{ step: 'call', code: 'network' }, 'network'],
    [{ step: 'call', code: 'unavailable' }, 'unavailable'],
    [{ step: 'put', status: 0 }, 'network'],
    [{ step: 'put', status: 503, code: 'SlowDown' }, 'unavailable'],
    [{ step: 'part', status: 400, code: 'BadDigest' }, 'damaged'],
  ])('gives %j up after %s tries', (failure, reason) => {
    expect(decide(failure, { ...first, failed: maxTries }, half)).toEqual({ kind: 'fail', reason });
  });

  it.each<StepFailure>([
    { step: 'call', code: 'too-many-requests' },
    { step: 'call', code: 'unavailable' },
    { step: 'put', status: 429 },
    { step: 'put', status: 503 },
    { step: 'part', status: 503, code: 'SlowDown' },
  ])('waits as long as Retry-After says, and never longer than two minutes: %j', (failure) => {
    const waits = [7_000, 3_600_000, Number.POSITIVE_INFINITY].map((retryAfterMs) =>
      decide({ ...failure, retryAfterMs }, first, half),
    );
    expect(waits).toMatchObject([{ afterMs: 7_000 }, { afterMs: 120_000 }, { afterMs: 120_000 }]);
  });

  it('waits a random share of a doubling, capped time', () => {
    const after = (failed: number, random: number) =>
      decide({ step: 'put', status: 500 }, { ...first, failed }, () => random);
    expect(after(0, 0)).toMatchObject({ kind: 'retry', afterMs: 0 });
    expect(after(3, 1)).toMatchObject({ kind: 'retry', afterMs: 4_000 });
    expect(after(7, 1)).toMatchObject({ kind: 'retry', afterMs: 20_000 });
  });

  it.each<[StepFailure, 'retry' | 'ask']>([
    [{ step: 'call', code: 'network' }, 'retry'],
    [{ step: 'put', status: 0 }, 'ask'],
    [{ step: 'part', status: 0, sentAll: false }, 'ask'],
  ])('never gives %j up while nobody at all answers', (failure, kind) => {
    const dead = { failed: maxTries, signedAgain: false, unansweredRounds: 1 };
    expect(decide(failure, dead, half)).toEqual({ kind, afterMs: 500, scope: 'network' });
    expect(decide(failure, { ...dead, unansweredRounds: 5_000 }, () => 1)).toMatchObject({ afterMs: 5_000 });
  });
});
