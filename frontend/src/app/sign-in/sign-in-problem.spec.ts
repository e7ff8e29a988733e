import { describe, expect, it } from '@jest/globals';

import { text } from '../text/text.ts';
import { signInProblem } from './sign-in-problem.ts';

const { problems } = text.signIn;
const thrown = (name: string, message = '') => Object.assign(new Error(message), { name });

describe('signInProblem', () => {
  it.each([
    [thrown('NotAuthorizedException', 'Incorrect username or password.'), problems.credentials],
    [thrown('UserNotFoundException'), problems.credentials],
    [thrown('NotAuthorizedException', 'Password attempts exceeded'), problems.locked],
    [
      thrown('NotAuthorizedException', 'Temporary password has expired and must be reset by an administrator.'),
      problems.expired,
    ],
    [thrown('NotAuthorizedException', 'User is disabled.'), problems.disabled],
    [thrown('NotAuthorizedException', 'Invalid session for the user, session is expired.'), problems.stale],
    [thrown('InvalidPasswordException', 'Password did not conform with policy'), problems.password],
    [thrown('TooManyRequestsException'), problems.locked],
    [thrown('NetworkError'), problems.network],
    [new TypeError('Failed to fetch dynamically imported module'), problems.network],
    [thrown('SomethingElse'), problems.unknown],
    ['not an error', problems.unknown],
  ])('says about %s what to do', (error, sentence) => {
    expect(signInProblem(error)).toBe(sentence);
  });
});
