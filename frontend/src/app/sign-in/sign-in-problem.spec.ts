/** @jest-environment node */
import { describe, expect, it } from '@jest/globals';

import { text } from '../text/text.ts';
import { signInProblem, signInSentence } from './sign-in-problem.ts';

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
    [thrown('UserLambdaValidationException'), problems.service],
    [thrown('UnexpectedLambdaException'), problems.service],
    [thrown('InvalidLambdaResponseException'), problems.service],
    [thrown('NetworkError'), problems.network],
    [new TypeError('Failed to fetch dynamically imported module'), problems.network],
    [thrown('SomethingElse'), problems.unknown],
    ['not an error', problems.unknown],
  ])('says about %s what to do', (error, sentence) => {
    expect(problems[signInProblem(error)]).toBe(sentence);
  });

  it('does not blame the password when the service refuses the name', () => {
    const refused = thrown('InvalidParameterException', 'Value at "username" failed to satisfy constraint');
    expect(signInProblem(refused, 'credentials')).toBe('credentials');
    expect(signInProblem(refused, 'new-password')).toBe('password');
  });
});

describe('signInSentence', () => {
  const incorrect = thrown('NotAuthorizedException', 'Incorrect username or password.');
  const tried = (password: string, clock?: string, name = 'anna') => ({
    step: 'credentials' as const,
    name,
    password,
    clockProblem: () => Promise.resolve(clock),
  });

  it.each([
    ['a secret', undefined, problems.credentials],
    ['a secret ', undefined, problems.spaces],
    ['\u00a0a secret', undefined, problems.spaces],
    ['a secret', 'The clock is wrong.', 'The clock is wrong.'],
  ])('looks for the reason why %j is refused', async (password, clock, sentence) => {
    await expect(signInSentence(incorrect, tried(password, clock))).resolves.toBe(sentence);
  });

  it.each([
    ['a secret', problems.address],
    ['a secret ', problems.spaces],
  ])('says that an address must be confirmed, unless %j has a reason of its own', async (password, sentence) => {
    const byAddress = tried(password, undefined, 'anna@example.com');
    await expect(signInSentence(incorrect, byAddress)).resolves.toBe(sentence);
  });

  it('does not look at the clock when the service says what is wrong', async () => {
    const locked = thrown('NotAuthorizedException', 'Password attempts exceeded');
    await expect(signInSentence(locked, tried('a secret ', 'The clock is wrong.'))).resolves.toBe(problems.locked);
  });
});
