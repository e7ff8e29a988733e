import * as v from 'valibot';

import { attributeList } from '../attributes.ts';
import { invalidParameter } from '../errors.ts';
import type { Pool } from '../pool.ts';
import type { User } from '../store/user-store.ts';
import { userState } from './admin-operations.ts';
import { adminOperation } from './operation.ts';

const largestPage = 60;
const filterForm = /^"?([\w:]+)"?\s*(\^?=)\s*"((?:[^"\\]|\\")*)"$/;

/** ListUsers. `Filter` knows `=` and `^=`; a page token is the last name of the page before. */
export const listUsers = adminOperation(
  {
    Limit: v.optional(
      v.pipe(
        v.number(),
        v.integer('Member must be a whole number'),
        v.minValue(0, 'Member must have value greater than or equal to 0'),
        v.maxValue(largestPage, `Member must have value less than or equal to ${largestPage}`),
      ),
      largestPage,
    ),
    PaginationToken: v.optional(v.string()),
    Filter: v.optional(v.string(), ''),
  },
  (pool, { Limit, PaginationToken, Filter }) => {
    const fits = readFilter(Filter);
    const after = PaginationToken === undefined ? '' : Buffer.from(PaginationToken, 'base64url').toString();
    const limit = Limit === 0 ? largestPage : Limit;
    const users = pool.users.list(limit, after);
    const last = users.length === limit ? users.at(-1) : undefined;
    return {
      Users: users.filter(fits).map((user) => listed(user)),
      ...(last && hasMore(pool, last) && { PaginationToken: Buffer.from(last.username).toString('base64url') }),
    };
  },
);

const hasMore = (pool: Pool, last: User) => pool.users.list(1, last.username).length > 0;

const listed = (user: User) => ({ ...userState(user), Username: user.username, Attributes: attributeList(user) });

function readFilter(filter: string): (user: User) => boolean {
  if (filter === '') return () => true;
  const [, name = '', operator, quoted] = filterForm.exec(filter.trim()) ?? [];
  if (quoted === undefined) throw invalidParameter('Error while parsing filter: ' + filter);
  const wanted = quoted.replaceAll('\\"', '"');
  return (user) => {
    const value = filterable(user)[name] ?? '';
    return operator === '=' ? value === wanted : value.startsWith(wanted);
  };
}

function filterable(user: User): Readonly<Record<string, string>> {
  const status = user.enabled ? 'Enabled' : 'Disabled';
  return { ...user.attributes, sub: user.sub, username: user.username, status, 'cognito:user_status': user.status };
}
