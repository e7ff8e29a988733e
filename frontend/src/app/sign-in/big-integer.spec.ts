import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { describe, expect, test } from '@jest/globals';

import { BigInteger } from './big-integer.ts';

const frontend = join(import.meta.dirname, '../../..');

interface Replacement {
  readonly replace: string;
  readonly with: string;
}

/** Returns the places of Amplify's class and of ours, as the builder reads them. */
function replacement(): Replacement {
  const { projects } = JSON.parse(readFileSync(join(frontend, 'angular.json'), 'utf8')) as {
    projects: { airlock: { architect: { build: { options: { fileReplacements: [Replacement] } } } } };
  };
  const [only] = projects.airlock.architect.build.options.fileReplacements;
  return only;
}

/** The part of Amplify's class that its sign-in uses. */
type AmplifyNumber = BigInteger;
const amplify = (
  (await import(join(frontend, replacement().replace))) as {
    default: new (digits: string, base: number) => AmplifyNumber;
  }
).default;

const hex = (bytes: number): string => randomBytes(bytes).toString('hex');

/** Returns the same computation with our numbers and with Amplify's, in base 16. */
function both(compute: (number: (digits: string) => BigInteger) => BigInteger): readonly [string, string] {
  const ours = compute((digits) => new BigInteger(digits, 16));
  const theirs = compute((digits) => new amplify(digits, 16));
  return [ours.toString(16), theirs.toString(16)];
}

function modPow(base: BigInteger, exponent: BigInteger, modulus: BigInteger): BigInteger {
  let found: BigInteger | undefined;
  base.modPow(exponent, modulus, (_, result) => (found = result));
  if (found === undefined) throw new Error('It did not call back.');
  return found;
}

const rounds = Array.from({ length: 20 }, (_, round) => round);

describe('BigInteger', () => {
  test('is what the app is built with, in the place of a class that is there', () => {
    const { replace, with: by } = replacement();
    expect(existsSync(join(frontend, replace))).toBe(true);
    expect(join(frontend, by)).toBe(join(import.meta.dirname, 'big-integer.ts'));
  });

  test.each(rounds)('computes as the class of Amplify does: round %i', () => {
    const [a, b, modulus] = [hex(128), hex(384), `f${hex(383)}1`];
    for (const [ours, theirs] of [
      both((number) => number(a).add(number(b))),
      both((number) => number(a).subtract(number(b))),
      both((number) => number(b).subtract(number(a))),
      both((number) => number(a).multiply(number(b))),
      both((number) => number(a).multiply(number(b)).mod(number(modulus))),
      both((number) => number(a).subtract(number(b)).mod(number(modulus))),
      both((number) => number(a).subtract(number(b)).abs()),
    ]) {
      expect(ours).toBe(theirs);
    }
  });

  test.each(rounds.slice(0, 4))('raises to a power as the class of Amplify does: round %i', () => {
    const [a, b, exponent, modulus] = [hex(384), hex(384), hex(32), `f${hex(383)}1`];
    const [ours, theirs] = both((number) => modPow(number(a), number(exponent), number(modulus)));
    expect(ours).toBe(theirs);
    // The server's number is subtracted from before it is raised, so that the base may be negative.
    const product = (number: (digits: string) => BigInteger) => number(a).subtract(number(b).multiply(number(a)));
    const [oursBelow, theirsBelow] = both((number) => modPow(product(number), number(exponent), number(modulus)));
    expect(oursBelow).toBe(theirsBelow);
  });

  test('compares', () => {
    const [one, two] = [new BigInteger('1', 16), new BigInteger('2', 16)];
    expect([one.compareTo(two), two.compareTo(one), two.compareTo(two)].map(Math.sign)).toEqual([-1, 1, 0]);
    expect(one.equals(BigInteger.ONE)).toBe(true);
    expect(one.subtract(two).compareTo(BigInteger.ZERO)).toBeLessThan(0);
    expect(one.subtract(two).toString(16)).toBe('-1');
  });

  test('refuses numbers of another base', () => {
    expect(() => new BigInteger('10', 10)).toThrow(RangeError);
    expect(() => new BigInteger('no number', 16)).toThrow(SyntaxError);
    expect(() => new BigInteger(undefined as unknown as string, 16)).toThrow(SyntaxError);
  });
});
