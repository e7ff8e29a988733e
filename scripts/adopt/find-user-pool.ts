import {
  DescribeUserPoolCommand,
  ListUsersCommand,
  paginateListUserPools,
  type CognitoIdentityProviderClient,
  type UserPoolType,
} from '@aws-sdk/client-cognito-identity-provider';
import { ListObjectsV2Command, type S3Client } from '@aws-sdk/client-s3';

import { DeployError } from '../deploy/deploy-error.ts';

interface Search {
  readonly cognito: CognitoIdentityProviderClient;
  readonly s3: S3Client;
  readonly filesBucket: string;
  readonly stackName: string;
  readonly region: string;
}

/** How many people whose files are there are looked for in a pool. Accounts that were removed leave files too. */
const mostPeople = 100;

/**
 * Finds the pool that outlived the stack: the one that was named, or the only one with the name of the stack. Files are
 * stored under the ids that this pool gave, so another one is refused.
 * @throws DeployError with the way on
 */
export async function findUserPool(
  search: Search,
  { pool: named, anyPool }: { readonly pool: string | undefined; readonly anyPool: boolean },
): Promise<UserPoolType> {
  const ids = named === undefined ? await idsOf(search) : [named];
  const pools = await Promise.all(ids.map((id) => describePool(search, id)));
  const [pool, ...others] = pools;
  if (pool === undefined) {
    throw new DeployError(
      `There is no user pool named ${search.stackName} in ${search.region}: name the right one with --pool ID ("aws cognito-idp list-user-pools --max-results 60 --region ${search.region}" shows all). Only its accounts have the ids that the files are stored under. Nothing was changed.`,
    );
  }
  if (others.length > 0) {
    const all = pools.map((it) => `\n  ${describe(it)}`).join('');
    throw new DeployError(
      `Several user pools are named ${search.stackName}: name one with --pool ID. Nothing was changed.${all}`,
    );
  }
  if (!anyPool && !(await knowsSomebody(search, pool))) {
    throw new DeployError(
      `The user pool ${pool.Id ?? ''} knows none of the people whose files are in ${search.filesBucket}, so it is probably another stack's: name the right one with --pool ID. If all of their accounts were removed, add --any-pool. Nothing was changed.`,
    );
  }
  return pool;
}

/** Describes a pool for a person: `us-east-1_abc "airlock", 12 accounts, made 2026-05-04`. */
export const describe = ({ Id = '', Name = '', EstimatedNumberOfUsers = 0, CreationDate }: UserPoolType): string =>
  `${Id} "${Name}", ${EstimatedNumberOfUsers} ${EstimatedNumberOfUsers === 1 ? 'account' : 'accounts'}, made ${CreationDate?.toISOString().slice(0, 10) ?? '?'}`;

async function idsOf({ cognito, stackName }: Search): Promise<readonly string[]> {
  const ids: string[] = [];
  for await (const { UserPools = [] } of paginateListUserPools({ client: cognito }, { MaxResults: 60 })) {
    ids.push(...UserPools.flatMap(({ Id, Name }) => (Name === stackName && Id !== undefined ? [Id] : [])));
  }
  return ids;
}

async function describePool({ cognito, region }: Search, id: string): Promise<UserPoolType> {
  try {
    const { UserPool = {} } = await cognito.send(new DescribeUserPoolCommand({ UserPoolId: id }));
    return UserPool;
  } catch (error) {
    const isUnknown = error instanceof Error && /^(?:ResourceNotFound|InvalidParameter)Exception$/.test(error.name);
    if (!isUnknown) throw error;
    throw new DeployError(`There is no user pool ${id} in ${region}: check --pool and --region. Nothing was changed.`);
  }
}

/** Whether the pool has the account of at least one person whose files are there, or there are no files. */
async function knowsSomebody({ cognito, s3, filesBucket }: Search, { Id: UserPoolId }: UserPoolType): Promise<boolean> {
  const people = { Bucket: filesBucket, Prefix: 'users/', Delimiter: '/', MaxKeys: mostPeople };
  const { CommonPrefixes = [] } = await s3.send(new ListObjectsV2Command(people)).catch(withoutBucket);
  for (const { Prefix = '' } of CommonPrefixes) {
    const Filter = `sub = "${Prefix.slice('users/'.length, -1)}"`;
    const { Users = [] } = await cognito.send(new ListUsersCommand({ UserPoolId, Filter, Limit: 1 }));
    if (Users.length > 0) return true;
  }
  return CommonPrefixes.length === 0;
}

/** Passes over a bucket that somebody has deleted: it has no files. */
function withoutBucket(error: unknown): { readonly CommonPrefixes?: [] } {
  if (error instanceof Error && error.name === 'NoSuchBucket') return {};
  throw error;
}
