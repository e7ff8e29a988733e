import { describe, expect, it } from '@jest/globals';

import { accountText } from '../text/account-text.ts';
import { accountProblem } from './account-problem.ts';
import { refusal } from './testing/fake-pool-requests.ts';

const { problems } = accountText;

describe('accountProblem', () => {
  it.each([
    [refusal('CodeMismatchException'), problems.code],
    [refusal('ExpiredCodeException'), problems.expired],
    [refusal('EnableSoftwareTokenMFAException'), problems.appCode],
    [refusal('PasswordHistoryPolicyViolationException'), problems.used],
    [refusal('AliasExistsException'), problems.taken],
    [refusal('LimitExceededException'), problems.limit],
    [refusal('UnexpectedLambdaException'), problems.service],
    [refusal('TimeoutError'), problems.network],
    [new TypeError('Failed to fetch'), problems.network],
    ['no error at all', problems.unknown],
  ])('says about %s what to do', (thrown, sentence) => {
    expect(accountProblem(thrown)).toBe(sentence);
  });

  it('names what is malformed in the form of the change', () => {
    const refused = refusal('InvalidParameterException');
    expect([accountProblem(refused, 'password'), accountProblem(refused, 'address'), accountProblem(refused)]).toEqual([
      problems.password,
      problems.address,
      problems.unknown,
    ]);
  });
});
