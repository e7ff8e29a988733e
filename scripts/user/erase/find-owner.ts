import {
  AdminGetUserCommand,
  ListUsersCommand,
  paginateListUsers,
  UserNotFoundException,
} from '@aws-sdk/client-cognito-identity-provider';
import { ListObjectVersionsCommand } from '@aws-sdk/client-s3';

import { PlainError } from '../plain-error.ts';
import { everybodysFiles } from './belongings.ts';
import type { Stores } from './find-stores.ts';

/** The person who is erased. An account that is gone has no name any more. */
export interface Owner {
  readonly sub: string;
  readonly name: string | undefined;
  /** When the account was disabled; absent while it is not, or when it is gone. */
  readonly disabledAt: Date | undefined;
}

/** Names a person by account, or by the id of an account that is gone. */
export type Wanted = { readonly name: string } | { readonly sub: string };

/**
 * Finds the person.
 * @throws PlainError that names the way on, such as the ids of those who have files but no account
 */
export async function findOwner(stores: Stores, wanted: Wanted): Promise<Owner> {
  return 'sub' in wanted ? withoutAccount(stores, wanted.sub) : withAccount(stores, wanted.name);
}

async function withAccount(stores: Stores, name: string): Promise<Owner> {
  const { cognito, UserPoolId } = stores;
  try {
    const user = await cognito.send(new AdminGetUserCommand({ UserPoolId, Username: name }));
    const sub = user.UserAttributes?.find(({ Name }) => Name === 'sub')?.Value;
    if (sub === undefined) throw new PlainError(`Cognito gives no sub of ${name}: nothing was erased.`);
    const disabledAt = user.Enabled === false ? user.UserLastModifiedDate : undefined;
    return { sub, name: user.Username ?? name, disabledAt };
  } catch (error) {
    if (!(error instanceof UserNotFoundException)) throw error;
    const left = await subsWithoutAccount(stores);
    const others =
      left.length === 0
        ? 'Nobody without an account has files here.'
        : `These have files here but no account any more: ${left.join(', ')}; "erase --sub SUB" erases one of them.`;
    throw new PlainError(`There is no user ${name}: "list" shows who there is. ${others}`);
  }
}

/** The form of the ids that Cognito gives to people. With anything else in it a prefix could mean somebody else's files. */
const subForm = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

async function withoutAccount({ cognito, UserPoolId }: Stores, sub: string): Promise<Owner> {
  if (!subForm.test(sub)) {
    throw new PlainError(`${sub} is no sub: it looks like 3f0d8a4e-1c2b-4d5e-8f90-a1b2c3d4e5f6, in lower case.`);
  }
  const { Users = [] } = await cognito.send(new ListUsersCommand({ UserPoolId, Filter: `sub = "${sub}"`, Limit: 1 }));
  const name = Users[0]?.Username;
  if (name !== undefined) throw new PlainError(`${sub} is the account ${name}: "erase ${name}" erases it.`);
  return { sub, name: undefined, disabledAt: undefined };
}

/** Lists the ids that have files, versions or deletions but no account. */
async function subsWithoutAccount({ s3, filesBucket, cognito, UserPoolId }: Stores): Promise<readonly string[]> {
  const subs = new Set<string>();
  let KeyMarker: string | undefined;
  do {
    const page = await s3.send(
      new ListObjectVersionsCommand({ Bucket: filesBucket, Prefix: everybodysFiles, Delimiter: '/', KeyMarker }),
    );
    for (const { Prefix = '' } of page.CommonPrefixes ?? []) subs.add(Prefix.slice(everybodysFiles.length, -1));
    KeyMarker = page.IsTruncated === true ? page.NextKeyMarker : undefined;
  } while (KeyMarker !== undefined);
  for await (const { Users = [] } of paginateListUsers({ client: cognito }, { UserPoolId })) {
    for (const { Attributes = [] } of Users) subs.delete(Attributes.find(({ Name }) => Name === 'sub')?.Value ?? '');
  }
  return [...subs];
}
