import { AssumeRoleCommand, STSClient } from '@aws-sdk/client-sts';
import type { AwsCredentialIdentity } from '@smithy/types';

export interface StsOptions {
  /** `https://sts.<region>.amazonaws.com` */
  readonly endpoint: string;
  readonly region: string;
  /** Credentials of whoever assumes roles. */
  readonly credentials: AwsCredentialIdentity;
}

export interface RoleToAssume {
  readonly roleArn: string;
  /** 2 to 64 characters; CloudTrail shows the name with everything that the session does. */
  readonly sessionName: string;
  /** JSON of at most 2,048 characters: the session may do what both this policy and the role allow. */
  readonly policy: string;
  readonly durationSeconds: number;
}

/** Makes a client of STS. Two attempts, of which the first may meet a connection that is closed, end within 7 seconds. */
export function stsClient({ endpoint, region, credentials }: StsOptions): STSClient {
  const requestHandler = { connectionTimeout: 1000, requestTimeout: 2500, throwOnRequestTimeout: true };
  return new STSClient({ endpoint, region, credentials, maxAttempts: 2, requestHandler });
}

/**
 * Opens a session of a role and returns its credentials with their end. Throws the SDK's error, which is for the log.
 * https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html
 */
export async function assumeRole(
  client: STSClient,
  { roleArn, sessionName, policy, durationSeconds }: RoleToAssume,
): Promise<AwsCredentialIdentity> {
  const command = new AssumeRoleCommand({
    RoleArn: roleArn,
    RoleSessionName: sessionName,
    Policy: policy,
    DurationSeconds: durationSeconds,
  });
  const { AccessKeyId, SecretAccessKey, SessionToken, Expiration } = (await client.send(command)).Credentials ?? {};
  // Nothing of the answer may be in this message, because it is logged.
  if (!AccessKeyId || !SecretAccessKey || !SessionToken || !Expiration) {
    throw new Error('STS answered without credentials.');
  }
  return {
    accessKeyId: AccessKeyId,
    secretAccessKey: SecretAccessKey,
    sessionToken: SessionToken,
    expiration: Expiration,
  };
}
