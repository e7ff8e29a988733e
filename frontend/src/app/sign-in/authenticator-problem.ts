import { accountText } from '../text/account-text.ts';

type Problem = keyof typeof accountText.authenticator.problems;

const byName: Record<string, Problem> = {
  EnableSoftwareTokenMFAException: 'code',
  CodeMismatchException: 'code',
  SoftwareTokenMFANotFoundException: 'notOffered',
  NotAuthorizedException: 'signedOut',
  UserUnAuthenticatedException: 'signedOut',
  NetworkError: 'network',
  // The part of the app that signs in could not be fetched.
  TypeError: 'network',
};

/** What to tell the person after a step of the set-up threw. */
export function authenticatorProblem(thrown: unknown): string {
  const name = thrown instanceof Error ? thrown.name : '';
  return accountText.authenticator.problems[byName[name] ?? 'unknown'];
}
