import { accountText } from '../text/account-text.ts';

type Problem = keyof typeof accountText.authenticator.problems;

const byName: Record<string, Problem> = {
  EnableSoftwareTokenMFAException: 'code',
  CodeMismatchException: 'code',
  SoftwareTokenMFANotFoundException: 'notOffered',
  NotAuthorizedException: 'signedOut',
  UserUnAuthenticatedException: 'signedOut',
  NetworkError: 'network',
  // The code for signing in could not be loaded.
  CodeUnavailable: 'network',
  TypeError: 'network',
};

/** Returns the text for an error of the two-step set-up. */
export function authenticatorProblem(thrown: unknown): string {
  const name = thrown instanceof Error ? thrown.name : '';
  return accountText.authenticator.problems[byName[name] ?? 'unknown'];
}
