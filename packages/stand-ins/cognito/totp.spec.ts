import { describe, expect, it } from '@jest/globals';
import { Secret, TOTP } from 'otpauth';

import { newTotpSecret, totpStepOf } from './totp.ts';

/** The SHA-1 seed of RFC 6238, appendix B: "12345678901234567890". */
const seed = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ';
const at = (seconds: number) => new Date(seconds * 1000);

describe('a code', () => {
  // These are the last six of the eight digits in RFC 6238, appendix B.
  it.each([
    [59, '287082'],
    [1111111109, '081804'],
    [1111111111, '050471'],
    [1234567890, '005924'],
    [2000000000, '279037'],
    [20000000000, '353130'],
  ])('at %i s is the one of the RFC', (seconds, code) => {
    expect(totpStepOf(seed, code, at(seconds))).toBe(Math.floor(seconds / 30));
  });

  it.each([
    [-60, undefined],
    [-30, -1],
    [0, 0],
    [30, 1],
    [60, undefined],
  ])('of %i s away belongs to the step %s away, or to none', (away, step) => {
    const now = 1_800_000_000;
    const code = TOTP.generate({ secret: Secret.fromBase32(seed), timestamp: (now + away) * 1000 });
    expect(totpStepOf(seed, code, at(now))).toBe(step === undefined ? undefined : now / 30 + step);
  });

  it.each(['', '28708', '2870822', '287O82', '２８７０８２', '-87082'])('is not %j', (code) => {
    expect(totpStepOf(seed, code, at(59))).toBeUndefined();
  });
});

describe('a new secret', () => {
  it('has 256 bits, is different each time, and can be read by an independent library', () => {
    const secrets = Array.from({ length: 20 }, newTotpSecret);
    expect(new Set(secrets).size).toBe(20);
    for (const text of secrets) {
      expect(text).toMatch(/^[A-Z2-7]{52}$/);
      const secret = Secret.fromBase32(text);
      expect(secret.bytes).toHaveLength(32);
      const now = Date.now();
      expect(totpStepOf(text, TOTP.generate({ secret, timestamp: now }), new Date(now))).toBe(Math.floor(now / 30_000));
    }
  });
});
