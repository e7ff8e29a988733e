/** @jest-environment node */
import { getEventListeners } from 'node:events';

import { describe, expect, it } from '@jest/globals';

import { whenAllAbort } from './when-all-abort.ts';

const stops = (count: number) => Array.from({ length: count }, () => new AbortController());
const signalsOf = (all: readonly AbortController[]) => all.map(({ signal }) => signal);
const neverEnds = new AbortController().signal;

describe('whenAllAbort', () => {
  it('fires with the last of the signals, also when some have fired before', () => {
    const [early, late, last] = stops(3) as [AbortController, AbortController, AbortController];
    early.abort(new Error('first'));
    const all = whenAllAbort(signalsOf([early, late, last]), neverEnds);
    last.abort();
    expect(all.aborted).toBe(false);
    late.abort();
    expect(all).toMatchObject({ aborted: true, reason: new Error('first') });
  });

  it('does not listen any more when the call is over', () => {
    const files = stops(3);
    const ended = new AbortController();
    whenAllAbort(signalsOf(files), ended.signal);
    const listeners = () => files.map(({ signal }) => getEventListeners(signal, 'abort').length);
    expect(listeners()).toEqual([1, 1, 1]);
    ended.abort();
    expect(listeners()).toEqual([0, 0, 0]);
  });
});
