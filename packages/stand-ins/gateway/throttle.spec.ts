import { describe, expect, it } from '@jest/globals';

import { createThrottle } from './throttle.ts';

const everything = { path: '/*', method: '*', requestsPerSecond: 10, burst: 3 };
const lists = { path: '/files', method: 'GET', requestsPerSecond: 1, burst: 1 };

describe('createThrottle', () => {
  it('allows a burst, then the rate', () => {
    let milliseconds = 0;
    const admit = createThrottle([everything], () => milliseconds);
    const many = (count: number): boolean[] => Array.from({ length: count }, () => admit('POST', '/files'));
    expect(many(4)).toEqual([true, true, true, false]);
    milliseconds += 99;
    expect(many(1)).toEqual([false]);
    milliseconds += 101;
    expect(many(3)).toEqual([true, true, false]);
    milliseconds += 60_000;
    expect(many(4)).toEqual([true, true, true, false]);
  });

  it('counts each method separately, by its most specific setting', () => {
    const admit = createThrottle([everything, lists], () => 0);
    expect([admit('GET', '/files'), admit('GET', '/files')]).toEqual([true, false]);
    expect(admit('DELETE', '/files')).toBe(true);
  });

  it('allows everything without a setting', () => {
    const admit = createThrottle([lists], () => 0);
    expect(Array.from({ length: 100 }, () => admit('POST', '/other')).every(Boolean)).toBe(true);
  });
});
