import { describe, expect, it } from '@jest/globals';

import { isAboutPerson, userProblem } from './user-problem.ts';

const named = (name: string, message = '') => Object.assign(new Error(message), { name });
const here = { name: 'ann', stack: undefined };
const there = { name: 'ann', stack: 'airlock' };

describe('userProblem', () => {
  it.each([
    [named('AliasExistsException'), 'Another user has the address of ann already: choose another address.'],
    [
      named('UsernameExistsException', 'An account with the email already exists.'),
      'Another user has the address of ann already: choose another address.',
    ],
    [
      named('InvalidParameterException', 'Username should be an email.'),
      'ann is no e-mail address, and here user names are.',
    ],
  ])('of a person is a sentence, and the next one may still be added: %s', (error, sentence) => {
    expect([isAboutPerson(error), userProblem(error, there)]).toEqual([true, sentence]);
  });

  it.each([
    [named('NotAuthorizedException'), there, 'may not manage the users of this pool: ask the administrator'],
    [
      named('ResourceNotFoundException'),
      there,
      'The user pool of airlock is gone: "npm run doctor -- --stack airlock"',
    ],
    [named('ResourceNotFoundException'), here, 'The local stack does not run: start it with "npm start"'],
    [named('TooManyRequestsException'), there, 'try again in a minute'],
    [named('InternalErrorException'), there, 'try again in a minute'],
    [named('CredentialsProviderError', 'none'), there, 'run "aws configure" or "aws sso login", or set AWS_PROFILE'],
    [named('Error', 'Region is missing'), there, 'There is no region: give --region'],
    [named('Error', 'getaddrinfo ENOTFOUND cognito-idp.eu-x.amazonaws.com'), there, 'AWS cannot be reached'],
    [named('TimeoutError', 'Connection timed out'), there, 'AWS cannot be reached'],
    [named('Error', 'connect ECONNREFUSED'), here, 'The local stack does not run: start it with "npm start"'],
  ])('of everything else is a sentence with the fix, and ends the command: %s', (error, place, sentence) => {
    expect([isAboutPerson(error), userProblem(error, place)]).toEqual([false, expect.stringContaining(sentence)]);
  });
});
