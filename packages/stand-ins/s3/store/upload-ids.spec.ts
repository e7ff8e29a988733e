import { describe, expect, it } from '@jest/globals';

import { UploadIds } from './upload-ids.ts';

describe('UploadIds', () => {
  const moment = new Date('2026-11-26T12:00:00Z');

  it('gives a greater id each time, also within one millisecond and when the clock steps back', () => {
    const ids = new UploadIds();
    const times = [...Array.from({ length: 100 }, () => moment), new Date(moment.getTime() - 60_000)];
    const given = times.map((time) => ids.next(time));
    expect(given.toSorted()).toEqual(given);
    expect(new Set(given).size).toBe(101);
  });

  it('uses only characters that stand for themselves in a URL', () => {
    expect(new UploadIds().next(moment)).toMatch(/^[\w.]{60,}$/);
  });
});
