import type { ClientConfig } from '@airlock/contract';

/** A request is given up after this time, and the person is told. */
const patienceMs = 30_000;
const mediaType = 'application/x-amz-json-1.1';

/** Requests that need no signature: each carries a token, which says whose it is. */
type PoolOperation =
  | 'RevokeToken'
  | 'GlobalSignOut'
  | 'GetUser'
  | 'ChangePassword'
  | 'UpdateUserAttributes'
  | 'GetUserAttributeVerificationCode'
  | 'VerifyUserAttribute'
  | 'AssociateSoftwareToken'
  | 'VerifySoftwareToken'
  | 'SetUserMFAPreference';

/** Says that the user pool refused a request. The name is that of the service's exception. */
export class PoolRefusal extends Error {
  constructor(name: string, message: string) {
    super(message);
    this.name = name;
  }
}

/**
 * Sends a request to the user pool and returns the answer. Amplify has these requests too, but with the tokens of its
 * session; it hides whether the service was reached, and it cannot send one that outlives the page. Rejects with
 * `PoolRefusal` when the service refuses, and with an error of `fetch` when it does not answer in time.
 */
export async function poolRequest(
  { userPoolEndpoint }: Pick<ClientConfig, 'userPoolEndpoint'>,
  operation: PoolOperation,
  input: Readonly<Record<string, unknown>>,
): Promise<unknown> {
  const response = await fetch(userPoolEndpoint, {
    method: 'POST',
    headers: { 'content-type': mediaType, 'x-amz-target': `AWSCognitoIdentityProviderService.${operation}` },
    body: JSON.stringify(input),
    keepalive: true,
    signal: AbortSignal.timeout(patienceMs),
  });
  const answer: unknown = await response.json().catch(() => undefined);
  if (response.ok) return answer;
  const [type, message] = ['__type', 'message'].map((name) => textOf(answer, name));
  // The service may put its namespace before the name of an exception.
  const name = type?.split('#').at(-1) || 'InternalErrorException';
  throw new PoolRefusal(name, message || `${operation} was answered with ${response.status}.`);
}

function textOf(answer: unknown, name: string): string {
  const value: unknown = typeof answer === 'object' && answer !== null ? Reflect.get(answer, name) : undefined;
  return typeof value === 'string' ? value : '';
}
