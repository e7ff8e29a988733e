import { describe, expect, it } from '@jest/globals';

import { CodeUnavailable } from '../loading/load-code.ts';
import { accountText } from '../text/account-text.ts';
import { authenticatorProblem } from './authenticator-problem.ts';

const { problems } = accountText.authenticator;

describe('authenticatorProblem', () => {
  it.each([
    [Object.assign(new Error(), { name: 'CodeMismatchException' }), problems.code],
    [Object.assign(new Error(), { name: 'NetworkError' }), problems.network],
    [new CodeUnavailable(false, undefined), problems.network],
    ['no error at all', problems.unknown],
  ])('says about %s what to do', (thrown, sentence) => {
    expect(authenticatorProblem(thrown)).toBe(sentence);
  });
});
