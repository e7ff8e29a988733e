import { members, texts } from './document.ts';
import { malformed, notBuilt } from './policy-error.ts';

/** Who sends a request; `undefined` when nobody signed it. */
export type Requester =
  | { readonly account: string; readonly session?: undefined; readonly role?: undefined }
  | { readonly account: string; readonly session: string; readonly role: string }
  | undefined;

/** `direct`: the policy names the requester or everybody. `account`: it leaves the decision to the requester's account. */
export type Named = 'direct' | 'account' | undefined;

/** The element Principal, read. */
export interface Principals {
  readonly isEverybody: boolean;
  readonly isForServicesOnly: boolean;
  /** The services that are named, such as `states.amazonaws.com`. */
  readonly services: readonly string[];
  readonly names: (requester: Requester) => Named;
}

const root = /^arn:[^:]+:iam::(\d{12}):root$/;
const role = /^arn:[^:]+:iam::\d{12}:role\/[\w+=,.@-]{1,64}$/;
const session = /^arn:([^:]+):sts::(\d{12}):assumed-role\/([\w+=,.@-]{1,64})\/[\w+=,.@-]{1,64}$/;
const service = /^[a-z0-9-]+(?:\.[a-z0-9-]+)+$/;

/** Reads the ARN of whoever signed: an account's root user or a session of a role. Nobody else has keys here. */
export function readRequester(arn: string | undefined): Requester {
  if (arn === undefined) return undefined;
  const [, account] = root.exec(arn) ?? [];
  if (account !== undefined) return { account };
  const [, partition, owner, name] = session.exec(arn) ?? [];
  if (partition === undefined || owner === undefined || name === undefined) {
    throw new Error(`${arn} is neither an account's root user nor a session of a role.`);
  }
  return { account: owner, session: arn, role: `arn:${partition}:iam::${owner}:role/${name}` };
}

/** Reads the element Principal: `*`, accounts, roles, sessions of roles and services. Throws `PolicyError`. */
export function readPrincipals(element: unknown, place: string): Principals {
  if (element === '*') return everybody;
  if (typeof element === 'string') throw malformed(place, 'must be "*" or an object such as { "AWS": "<ARN>" }.');
  const entries = Object.entries(members(element, place));
  if (entries.length === 0) throw malformed(place, 'must name a principal.');
  const aws = entries.flatMap(([kind, value]) => readKind(kind, value, `${place}.${kind}`));
  if (aws.includes('*')) return everybody;
  const accounts = new Set(aws.flatMap((it) => (/^\d{12}$/.test(it) ? [it] : (root.exec(it)?.[1] ?? []))));
  const arns = new Set(aws);
  return {
    isEverybody: false,
    isForServicesOnly: aws.length === 0,
    services: entries.flatMap(([kind, value]) => (kind === 'Service' ? texts(value, `${place}.${kind}`) : [])),
    names: (requester) => {
      if (requester === undefined) return undefined;
      const { account, role: ownRole, session: ownSession } = requester;
      if (ownRole !== undefined && (arns.has(ownRole) || arns.has(ownSession))) return 'direct';
      return accounts.has(account) ? 'account' : undefined;
    },
  };
}

const everybody: Principals = {
  isEverybody: true,
  isForServicesOnly: false,
  services: [],
  names: () => 'direct',
};

/** The principals of AWS accounts. Services are read and match nobody: no service signs requests to the stand-ins. */
function readKind(kind: string, value: unknown, place: string): readonly string[] {
  const names = texts(value, place);
  if (kind === 'Service') {
    const wrong = names.find((name) => !service.test(name));
    if (wrong !== undefined) throw malformed(place, `"${wrong}" must be a service such as lambda.amazonaws.com.`);
    return [];
  }
  if (kind === 'Federated' || kind === 'CanonicalUser') {
    throw notBuilt(place, `principals of the kind ${kind} are not implemented; use AWS or Service.`);
  }
  if (kind !== 'AWS') throw malformed(place, 'must be one of AWS, Service, Federated and CanonicalUser.');
  names.forEach((name) => checkAwsPrincipal(name, place));
  return names;
}

function checkAwsPrincipal(name: string, place: string): void {
  if (name === '*' || /^\d{12}$/.test(name) || [root, role, session].some((form) => form.test(name))) return;
  if (/^arn:[^:*?]+:(?:iam|sts)::\d{12}:(?:user|role|federated-user)\/[^*?]+$/.test(name)) {
    throw notBuilt(place, `"${name}" is not implemented; use an account, a role without a path or a session of one.`);
  }
  throw malformed(place, `"${name}" must be "*", an account, or the ARN of one, of a role or of a session.`);
}
