const noCredentials = new Set([
  ...['CredentialsProviderError', 'UnrecognizedClientException', 'InvalidClientTokenId', 'ExpiredToken'],
  ...['ExpiredTokenException', 'TokenProviderError', 'SignatureDoesNotMatch', 'AuthFailure'],
]);

/** Says whether AWS does not know who asks. */
export const isWithoutCredentials = ({ name }: Error): boolean => noCredentials.has(name);

/** Describes an error of the AWS SDK in one sentence with the fix. */
export function awsProblem(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if (isWithoutCredentials(error)) {
    return `There are no valid AWS credentials (${error.message}): run "aws configure" or "aws sso login", or set AWS_PROFILE.`;
  }
  if (error.message.includes('Region is missing')) {
    return 'There is no region: give --region, set AWS_REGION, or put region into samconfig.toml.';
  }
  if (error.name.includes('AccessDenied')) {
    return `Your credentials may not do that (${error.message}): ask the administrator of the account for the permission.`;
  }
  return `${error.name}: ${error.message}`;
}
