import { accountText } from '../text/account-text.ts';

type Problem = keyof typeof accountText.problems;

const byName: Record<string, Problem> = {
  CodeMismatchException: 'code',
  ExpiredCodeException: 'expired',
  EnableSoftwareTokenMFAException: 'appCode',
  SoftwareTokenMFANotFoundException: 'notOffered',
  InvalidPasswordException: 'password',
  PasswordHistoryPolicyViolationException: 'used',
  AliasExistsException: 'taken',
  CodeDeliveryFailureException: 'delivery',
  LimitExceededException: 'limit',
  TooManyRequestsException: 'limit',
  TooManyFailedAttemptsException: 'limit',
  UserLambdaValidationException: 'service',
  UnexpectedLambdaException: 'service',
  InvalidLambdaResponseException: 'service',
  TimeoutError: 'network',
  TypeError: 'network',
};

/** Returns the text for an error of a change of the account. `invalid` is what the service refuses as malformed there. */
export function accountProblem(thrown: unknown, invalid: Problem = 'unknown'): string {
  const name = thrown instanceof Error ? thrown.name : '';
  const problem = name === 'InvalidParameterException' ? invalid : (byName[name] ?? 'unknown');
  return accountText.problems[problem];
}
