import type { Authorize } from '../iam/authorize.ts';
import type { AccessKey } from '../sigv4/access-key.ts';
import { readAssumeRole, type AssumeRoleInput } from './assume-role-input.ts';
import { StsError, validationError } from './errors.ts';
import type { Session, Sessions } from './sessions.ts';

export interface Account {
  readonly accountId: string;
  readonly partition: string;
  readonly authorize: Authorize;
  readonly sessions: Sessions;
  /** The longest session of each role that may be assumed, by the ARN of the role. */
  readonly maxSessionSeconds: ReadonlyMap<string, number>;
}

/** The longest session of a role that another role assumes ("role chaining"), whatever its own limit says. */
const chainedSeconds = 3600;

/**
 * Opens a session of a role. The requester's own policies and the trust policy of the role decide together. A role that
 * does not exist is refused in the same words as a role that may not be assumed.
 */
export async function assumeRole(account: Account, principal: AccessKey, parameters: URLSearchParams) {
  const input = readAssumeRole(parameters);
  const { accountId, partition, sessions } = account;
  await demand(account, principal, input);
  checkDuration(account, principal, input);
  const roleName = input.roleArn.slice(input.roleArn.lastIndexOf('/') + 1);
  const arn = `arn:${partition}:sts::${accountId}:assumed-role/${roleName}/${input.sessionName}`;
  return {
    arn,
    session: sessions.open({ principalArn: arn, policy: input.policy, seconds: input.seconds }),
  } satisfies {
    session: Session;
    arn: string;
  };
}

async function demand(
  account: Account,
  principal: AccessKey,
  { roleArn, sessionName }: AssumeRoleInput,
): Promise<void> {
  const { principalArn } = principal;
  if (principalArn.endsWith(':root')) throw new StsError('AccessDenied', 'Roles may not be assumed by root accounts.');
  const context = { 'sts:RoleSessionName': sessionName };
  const question = { principal, action: 'sts:AssumeRole', resource: roleArn, context };
  if (account.maxSessionSeconds.has(roleArn) && (await account.authorize(question))) return;
  const message = `User: ${principalArn} is not authorized to perform: sts:AssumeRole on resource: ${roleArn}`;
  throw new StsError('AccessDenied', message);
}

function checkDuration({ maxSessionSeconds }: Account, { principalArn }: AccessKey, input: AssumeRoleInput): void {
  if (input.seconds > (maxSessionSeconds.get(input.roleArn) ?? 0)) {
    throw validationError('The requested DurationSeconds exceeds the MaxSessionDuration set for this role.');
  }
  if (principalArn.includes(':assumed-role/') && input.seconds > chainedSeconds) {
    throw validationError(
      'The requested DurationSeconds exceeds the 1 hour session limit for roles assumed by role chaining.',
    );
  }
}
