import type { ClientConfig } from '@airlock/contract';

/** A sign-out of all devices is given up after this time, and the person is told. */
const patienceMs = 30_000;
const mediaType = 'application/x-amz-json-1.1';

/**
 * Sends one of the requests that need no signature to the user pool. Amplify has them too, but it hides whether the
 * service was reached, and it cannot send one that outlives the page. Rejects when the service refuses or does not
 * answer in time.
 */
export async function poolRequest(
  { userPoolEndpoint }: ClientConfig,
  operation: 'RevokeToken' | 'GlobalSignOut',
  input: Readonly<Record<string, string>>,
): Promise<void> {
  const { ok, status } = await fetch(userPoolEndpoint, {
    method: 'POST',
    headers: { 'content-type': mediaType, 'x-amz-target': `AWSCognitoIdentityProviderService.${operation}` },
    body: JSON.stringify(input),
    keepalive: true,
    signal: AbortSignal.timeout(patienceMs),
  });
  if (!ok) throw new Error(`${operation} was answered with ${status}.`);
}
