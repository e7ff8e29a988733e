/** @jest-environment node */
import { describe, expect, it, jest } from '@jest/globals';

import { clockOffMs, clockProblem } from './device-clock.ts';

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;

function answered(headers: Readonly<Record<string, string>>): jest.Mock<typeof fetch> {
  // jsdom has no Response.
  const answer = { headers: { get: (name: string) => headers[name] ?? null } };
  return jest.fn<typeof fetch>().mockResolvedValue(answer as unknown as Response);
}
const httpDate = (ms: number) => new Date(ms).toUTCString();

describe('the clock of this device', () => {
  it('is compared with that of the server, whatever a cache did', async () => {
    jest.spyOn(Date, 'now').mockReturnValue(Date.UTC(2026, 10, 29, 12));
    const three = Date.UTC(2026, 10, 29, 15);
    expect(await clockOffMs(answered({ Date: httpDate(three) }))).toBe(-3 * hourMs);
    expect(await clockOffMs(answered({ Date: httpDate(three - 90_000), Age: '90' }))).toBe(-3 * hourMs);
  });

  it('is not waited for without an end', async () => {
    const get = answered({});
    await clockOffMs(get);
    expect(get.mock.lastCall?.[1]?.signal).toBeInstanceOf(AbortSignal);
  });

  it('is not spoken of when the server does not say the time', async () => {
    expect(await clockOffMs(answered({}))).toBeUndefined();
    expect(await clockOffMs(jest.fn<typeof fetch>().mockRejectedValue(new TypeError('no network')))).toBeUndefined();
    expect(clockProblem(undefined)).toBeUndefined();
  });

  it.each([
    [-3 * hourMs, '3 hours slow'],
    [1 * hourMs, '60 minutes fast'],
    [6 * minuteMs, '6 minutes fast'],
    [-25 * hourMs, '25 hours slow'],
    [-366 * 24 * hourMs, '366 days slow'],
  ])('%i ms: %s', (offMs, words) => {
    expect(clockProblem(offMs)).toBe(`The clock of this device is ${words}. Set it, then sign in again.`);
  });

  it('may be a little off', () => {
    expect(clockProblem(100_000)).toBeUndefined();
  });
});
