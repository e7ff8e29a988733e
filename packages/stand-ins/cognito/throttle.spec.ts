import { beforeEach, describe, expect, it } from '@jest/globals';

import { findOperation, operationNames } from './operations/index.ts';
import { Throttle } from './throttle.ts';

let now: number;
let throttle: Throttle;
beforeEach(() => {
  now = 1_800_000_000_000;
  throttle = new Throttle(() => new Date(now));
});

/** Returns how many of `asked` requests pass at this moment. */
function passed(operation: string, asked: number): number {
  let count = 0;
  for (let time = 0; time < asked; time += 1) {
    try {
      throttle.take(operation);
      count += 1;
    } catch (error) {
      expect(error).toMatchObject({ type: 'TooManyRequestsException', status: 400 });
    }
  }
  return count;
}

describe('the quota of a second', () => {
  it.each([
    ['InitiateAuth', 120],
    ['RespondToAuthChallenge', 360],
    ['SignUp', 50],
    ['ForgotPassword', 30],
    ['VerifySoftwareToken', 25],
    ['DescribeUserPool', 15],
  ])('takes of %s only %i', (operation, perSecond) => {
    expect(passed(operation, perSecond + 20)).toBe(perSecond);
    now += 500;
    expect(passed(operation, perSecond)).toBe(Math.floor(perSecond / 2));
    now += 10_000;
    expect(passed(operation, 2 * perSecond)).toBe(perSecond);
  });

  it('is shared by the operations of a category, and by no others', () => {
    expect(passed('ForgotPassword', 40)).toBe(30);
    expect(passed('ConfirmForgotPassword', 1)).toBe(0);
    expect(passed('InitiateAuth', 1)).toBe(1);
  });
});

describe('every operation', () => {
  it.each(operationNames.map((name) => [name]))('%s has a quota', (name) => {
    expect(findOperation(`AWSCognitoIdentityProviderService.${name}`).name).toBe(name);
    expect(passed(name, 1000)).toBeLessThan(1000);
  });
});
