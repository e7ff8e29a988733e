import { CognitoError } from './errors.ts';

/** The requests per second of all operations of a category together ("Quotas in Amazon Cognito", developer guide). */
const categories: readonly (readonly [perSecond: number, operations: readonly string[]])[] = [
  [120, ['InitiateAuth']],
  // This is three times the quota of the sign-ins to which the answers belong.
  [360, ['RespondToAuthChallenge']],
  [50, ['SignUp', 'ConfirmSignUp', 'AdminCreateUser', 'AdminConfirmSignUp']],
  [
    30,
    [
      ...['ForgotPassword', 'ConfirmForgotPassword', 'ChangePassword'],
      ...['AdminSetUserPassword', 'AdminResetUserPassword'],
    ],
  ],
  [120, ['GetUser', 'AdminGetUser']],
  [
    25,
    [
      ...[
        'UpdateUserAttributes',
        'AdminUpdateUserAttributes',
        'VerifyUserAttribute',
        'DeleteUser',
        'DeleteUserAttributes',
        'AdminDeleteUser',
      ],
      ...['AdminDisableUser', 'AdminEnableUser', 'GlobalSignOut', 'AdminUserGlobalSignOut'],
    ],
  ],
  [50, ['GetUserAttributeVerificationCode', 'ResendConfirmationCode']],
  [
    25,
    [
      ...['AssociateSoftwareToken', 'VerifySoftwareToken', 'SetUserMFAPreference', 'AdminSetUserMFAPreference'],
      'AdminDeleteSoftwareToken',
    ],
  ],
  [30, ['ListUsers']],
  [15, ['DescribeUserPool']],
  [15, ['DescribeUserPoolClient']],
  [15, ['DescribeResourceServer']],
  [120, ['RevokeToken', 'GetTokensFromRefreshToken']],
];

interface Bucket {
  readonly perSecond: number;
  left: number;
  filledAt: number;
}

/** Holds a bucket of a second's requests for each category, which fills again as time passes. */
export class Throttle {
  readonly #buckets: ReadonlyMap<string, Bucket>;
  readonly #now: () => Date;

  constructor(now: () => Date) {
    this.#now = now;
    const filledAt = now().getTime();
    this.#buckets = new Map(
      categories.flatMap(([perSecond, operations]) => {
        const bucket = { perSecond, left: perSecond, filledAt };
        return operations.map((operation) => [operation, bucket] as const);
      }),
    );
  }

  /** Counts a request. Throws when the quota of the operation's category is used up. */
  take(operation: string): void {
    const bucket = this.#buckets.get(operation);
    if (!bucket) return;
    const now = this.#now().getTime();
    const refill = (Math.max(0, now - bucket.filledAt) / 1000) * bucket.perSecond;
    bucket.left = Math.min(bucket.perSecond, bucket.left + refill);
    bucket.filledAt = now;
    if (bucket.left < 1) throw new CognitoError('TooManyRequestsException', 'Rate exceeded');
    bucket.left -= 1;
  }
}
