import type { ClientConfig } from '@airlock/contract';

const mediaType = 'application/x-amz-json-1.1';

/**
 * Sends one of the requests that need no signature to the user pool. Amplify has them too, but it hides whether the
 * service was reached, and it cannot send one that outlives the page. Rejects when the service refuses or is not there.
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
  });
  if (!ok) throw new Error(`${operation} was answered with ${status}.`);
}
