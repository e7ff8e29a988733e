import { Sessions, startSts } from '@airlock/stand-ins/sts';

interface FunctionKey {
  readonly AWS_REGION: string;
  readonly AWS_ACCESS_KEY_ID: string;
  readonly AWS_SECRET_ACCESS_KEY: string;
  readonly AWS_SESSION_TOKEN: string;
}

const accountId = '123456789012';
const roleArn = `arn:aws:iam::${accountId}:role/bench-callers`;

/**
 * Returns the environment of a function with `ScopedCredentials` on, and an STS in this process that opens sessions for
 * it.
 */
export async function scopedEnvironment<T extends FunctionKey>(environment: T) {
  const key = {
    accessKeyId: environment.AWS_ACCESS_KEY_ID,
    secretAccessKey: environment.AWS_SECRET_ACCESS_KEY,
    sessionToken: environment.AWS_SESSION_TOKEN,
    principalArn: `arn:aws:sts::${accountId}:assumed-role/bench/bench`,
  };
  const sts = await startSts({
    ...{ port: 0, region: environment.AWS_REGION, accountId, partition: 'aws' },
    maxSessionSeconds: new Map([[roleArn, 3600]]),
    authorize: () => Promise.resolve(true),
    findAccessKey: (id) => (id === key.accessKeyId ? key : undefined),
    sessions: new Sessions(() => new Date()),
  });
  return {
    environment: { ...environment, CALLER_ROLE_ARN: roleArn, AWS_ENDPOINT_URL_STS: sts.url, FILES_KMS_KEY_ARN: '' },
    close: sts.close,
  };
}
