import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';

import { DeployError } from './deploy-error.ts';

/**
 * Returns the number of the account that the credentials belong to.
 * @throws DeployError when it is of another partition, or not the account that was asked for
 */
export async function findAccount(region: string, wanted: string | undefined): Promise<string> {
  const sts = new STSClient({ region });
  const { Account = '', Arn = '' } = await sts.send(new GetCallerIdentityCommand({})).finally(() => sts.destroy());
  return checkAccount({ account: Account, arn: Arn }, wanted);
}

/** Checks whose credentials these are, see `findAccount`. */
export function checkAccount({ account, arn }: Caller, wanted: string | undefined): string {
  const partition = arn.split(':')[1] ?? '';
  if (partition !== 'aws') {
    throw new DeployError(
      `These credentials are of the partition ${partition} of AWS, where this stack does not run: use those of a commercial account. Nothing was changed.`,
    );
  }
  if (wanted !== undefined && wanted !== account) {
    throw new DeployError(
      `These credentials are of the account ${account}, not ${wanted}: set AWS_PROFILE, or put profile into samconfig.toml. Nothing was changed.`,
    );
  }
  return account;
}

export interface Caller {
  readonly account: string;
  /** The ARN of the user or of the session. */
  readonly arn: string;
}
