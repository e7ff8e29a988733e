import { inject, Injectable } from '@angular/core';

import { resetText } from '../text/reset-text.ts';
import { IDENTITY } from './identity.ts';

type Problem = keyof typeof resetText.problems;

/** Errors of Cognito for accounts that get no code. Showing them would tell who has an account. */
const telling = ['UserNotFoundException', 'InvalidParameterException', 'NotAuthorizedException'];

const byName: Record<string, Problem> = {
  CodeMismatchException: 'code',
  UserNotFoundException: 'code',
  ExpiredCodeException: 'expired',
  LimitExceededException: 'limit',
  TooManyRequestsException: 'limit',
  TooManyFailedAttemptsException: 'limit',
  InvalidPasswordException: 'password',
  InvalidParameterException: 'password',
  PasswordHistoryPolicyViolationException: 'used',
  // A function of the installation failed, and the pool lets nobody in without its answer.
  UserLambdaValidationException: 'service',
  UnexpectedLambdaException: 'service',
  InvalidLambdaResponseException: 'service',
  NetworkError: 'network',
  // The code for signing in could not be loaded.
  CodeUnavailable: 'network',
  TypeError: 'network',
};

/** Sets a new password with a code from the e-mail address of the account. */
@Injectable({ providedIn: 'root' })
export class PasswordReset {
  readonly #identity = inject(IDENTITY);

  /** Requests a code. It resolves in the same way whether or not the account exists. */
  async request(username: string): Promise<void> {
    try {
      await this.#identity.requestReset(username);
    } catch (error) {
      if (!(error instanceof Error) || !telling.includes(error.name)) throw error;
    }
  }

  async finish(username: string, code: string, password: string): Promise<void> {
    await this.#identity.resetPassword(username, code, password);
  }
}

/** Returns the text for an error of a reset step. */
export function resetProblem(thrown: unknown): string {
  const name = thrown instanceof Error ? thrown.name : '';
  return resetText.problems[byName[name] ?? 'unknown'];
}
