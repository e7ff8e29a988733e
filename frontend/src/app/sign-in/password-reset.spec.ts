import { TestBed } from '@angular/core/testing';
import { beforeEach, describe, expect, it } from '@jest/globals';

import { fakeIdentity, type FakeIdentity } from '../../testing/fake-identity.ts';
import { resetText } from '../text/reset-text.ts';
import { text } from '../text/text.ts';
import { IDENTITY } from './identity.ts';
import { PasswordReset, resetProblem } from './password-reset.ts';

const { problems } = resetText;
const thrown = (name: string) => Object.assign(new Error('told by the service'), { name });

let identity: FakeIdentity;
let reset: PasswordReset;
beforeEach(() => {
  identity = fakeIdentity();
  TestBed.configureTestingModule({ providers: [{ provide: IDENTITY, useValue: identity }] });
  reset = TestBed.inject(PasswordReset);
});

describe('asking for a code', () => {
  it.each(['UserNotFoundException', 'InvalidParameterException', 'NotAuthorizedException'])(
    'ends as for an account when the service says %s',
    async (name) => {
      identity.requestReset.mockRejectedValue(thrown(name));
      await expect(reset.request('nobody')).resolves.toBeUndefined();
    },
  );

  it.each(['LimitExceededException', 'NetworkError', 'TypeError'])('does not hide %s', async (name) => {
    identity.requestReset.mockRejectedValue(thrown(name));
    await expect(reset.request('anna')).rejects.toMatchObject({ name });
  });
});

describe('resetProblem', () => {
  it.each([
    ['CodeMismatchException', problems.code],
    ['UserNotFoundException', problems.code],
    ['ExpiredCodeException', problems.expired],
    ['LimitExceededException', problems.limit],
    ['InvalidPasswordException', problems.password],
    ['InvalidParameterException', problems.password],
    ['PasswordHistoryPolicyViolationException', problems.used],
    ['UnexpectedLambdaException', problems.service],
    ['NetworkError', problems.network],
    ['CodeUnavailable', problems.network],
    ['SomethingElse', problems.unknown],
  ])('says about %s what to do', (name, sentence) => {
    expect(resetProblem(thrown(name))).toBe(sentence);
  });

  it('says how to end the old sessions when the function that ends them has failed', () => {
    expect(resetProblem(thrown('UserLambdaValidationException'))).toContain(`“${text.header.signOutEverywhere}”`);
  });
});
