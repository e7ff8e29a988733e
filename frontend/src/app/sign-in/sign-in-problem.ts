import { CodeUnavailable } from '../loading/load-code.ts';
import { loadingText } from '../text/loading-text.ts';
import { text } from '../text/text.ts';
import type { Step } from './step.ts';

const { problems } = text.signIn;
type Problem = keyof typeof problems;

const byName: Record<string, Problem> = {
  UserNotFoundException: 'credentials',
  PasswordResetRequiredException: 'reset',
  InvalidPasswordException: 'password',
  InvalidParameterException: 'password',
  PasswordHistoryPolicyViolationException: 'used',
  CodeMismatchException: 'code',
  ExpiredCodeException: 'codeUsed',
  EnableSoftwareTokenMFAException: 'code',
  LimitExceededException: 'locked',
  TooManyRequestsException: 'locked',
  TooManyFailedAttemptsException: 'locked',
  // A function of the installation failed, and the pool lets nobody in without its answer.
  UserLambdaValidationException: 'service',
  UnexpectedLambdaException: 'service',
  InvalidLambdaResponseException: 'service',
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

/** Returns the key of the text for an error of a sign-in step. */
export function signInProblem(thrown: unknown, step: Step = 'new-password'): Problem {
  const { name, message } = thrown instanceof Error ? thrown : new Error();
  // The pool refuses a name that nobody can have, such as one with a space, before it looks at the password.
  if (name === 'InvalidParameterException' && step === 'credentials') return 'credentials';
  if (name !== 'NotAuthorizedException') return byName[name] ?? 'unknown';
  return bySentence.find(([sentence]) => sentence.test(message))?.[1] ?? 'credentials';
}

interface Tried {
  readonly step: Step;
  /** What was entered as the user name. */
  readonly name: string;
  readonly password: string;
  readonly clockProblem: () => Promise<string | undefined>;
}

/**
 * Returns the sentence for an error of a sign-in step. Where the service only says that something is incorrect, it looks
 * for the reason: a clock that is wrong makes each proof of a password wrong, a space is easily pasted, and an address
 * that is not confirmed signs nobody in.
 */
export async function signInSentence(thrown: unknown, { step, name, password, clockProblem }: Tried): Promise<string> {
  if (thrown instanceof CodeUnavailable && thrown.isOutdated) return loadingText.outdated;
  const problem = signInProblem(thrown, step);
  if (problem !== 'credentials') return problems[problem];
  const clock = await clockProblem();
  if (clock !== undefined) return clock;
  if (password !== password.trim()) return problems.spaces;
  return name.includes('@') ? problems.address : problems.credentials;
}
