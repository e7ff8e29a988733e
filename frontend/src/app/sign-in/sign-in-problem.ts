import { CodeUnavailable } from '../loading/load-code.ts';
import { loadingText } from '../text/loading-text.ts';
import { text } from '../text/text.ts';

type Problem = keyof typeof text.signIn.problems;

const byName: Record<string, Problem> = {
  UserNotFoundException: 'credentials',
  PasswordResetRequiredException: 'reset',
  InvalidPasswordException: 'password',
  InvalidParameterException: 'password',
  CodeMismatchException: 'code',
  ExpiredCodeException: 'codeUsed',
  EnableSoftwareTokenMFAException: 'code',
  LimitExceededException: 'locked',
  TooManyRequestsException: 'locked',
  TooManyFailedAttemptsException: 'locked',
  NetworkError: 'network',
  // The code for signing in could not be loaded.
  CodeUnavailable: 'network',
  TypeError: 'network',
  SignInException: 'stale',
};

/** Cognito throws NotAuthorizedException for many reasons; only its message tells them apart. */
const bySentence: readonly [RegExp, Problem][] = [
  [/attempts exceeded/i, 'locked'],
  [/temporary password has expired/i, 'expired'],
  [/disabled/i, 'disabled'],
  [/session/i, 'stale'],
];

/** Returns the text for an error of a sign-in step. */
export function signInProblem(thrown: unknown): string {
  if (thrown instanceof CodeUnavailable && thrown.isOutdated) return loadingText.outdated;
  const { name, message } = thrown instanceof Error ? thrown : new Error();
  if (name !== 'NotAuthorizedException') return text.signIn.problems[byName[name] ?? 'unknown'];
  const told = bySentence.find(([sentence]) => sentence.test(message));
  return text.signIn.problems[told?.[1] ?? 'credentials'];
}
