import { inject, Injectable } from '@angular/core';

import { accountText } from '../text/account-text.ts';
import { IDENTITY } from './identity.ts';

type Problem = keyof typeof accountText.reset.problems;

/** What Cognito answers for accounts that get no code; it would tell who has an account. */
const telling = ['UserNotFoundException', 'InvalidParameterException', 'NotAuthorizedException'];

const byName: Record<string, Problem> = {
  CodeMismatchException: 'code',
  UserNotFoundException: 'code',
  ExpiredCodeException: 'expired',
  LimitExceededException: 'limit',
  TooManyRequestsException: 'limit',
  TooManyFailedAttemptsException: 'limit',
  InvalidPasswordException: 'password',
  NetworkError: 'network',
  // The part of the app that signs in could not be fetched.
  TypeError: 'network',
};

/** A new password for who can read the mail of the account. */
@Injectable({ providedIn: 'root' })
export class PasswordReset {
  readonly #identity = inject(IDENTITY);

  /** Ends the same way whether or not somebody has that name. */
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

/** What to tell the person after a step threw. */
export function resetProblem(thrown: unknown): string {
  const name = thrown instanceof Error ? thrown.name : '';
  return accountText.reset.problems[byName[name] ?? 'unknown'];
}
