import { readConditions, type Condition } from './conditions.ts';
import { members, texts, withoutVariables, type Members } from './document.ts';
import { isArnPattern, matchesAction, matchesResource } from './patterns.ts';
import { malformed, notBuilt } from './policy-error.ts';
import { readPrincipals, type Principals } from './principals.ts';

/** What a policy is attached to: a role or its session, a resource, or a role to say who may assume it. */
export type PolicyKind = 'identity' | 'resource' | 'trust';

export interface Statement {
  readonly effect: 'Allow' | 'Deny';
  /** Who the statement is about. Identity policies have no principals, because they are about their owner. */
  readonly principals: Principals | undefined;
  readonly actions: readonly string[];
  /** Empty in a trust policy, which speaks about the role that has it. */
  readonly resources: readonly string[];
  readonly conditions: readonly Condition[];
  readonly matchesAction: (action: string) => boolean;
  readonly matchesResource: (resource: string) => boolean;
}

const known = ['Sid', 'Effect', 'Principal', 'Action', 'Resource', 'Condition'];
const unused = ['NotPrincipal', 'NotAction', 'NotResource'];

/** Reads one statement. Throws `PolicyError` for anything that it does not know. */
export function readStatement(value: unknown, place: string, kind: PolicyKind): Statement {
  const element = members(value, place);
  checkElements(element, place, kind);
  const actions = texts(element['Action'], `${place}.Action`);
  const wrong = actions.find((action) => !/^(?:\*|[a-z0-9-]+:[a-z0-9*?]+)$/i.test(action));
  if (wrong !== undefined) throw malformed(`${place}.Action`, `"${wrong}" must be an action such as s3:GetObject.`);
  const resources = kind === 'trust' ? [] : readResources(element['Resource'], `${place}.Resource`);
  const actionMatchers = actions.map(matchesAction);
  const resourceMatchers = resources.map(matchesResource);
  return {
    effect: readEffect(element['Effect'], `${place}.Effect`),
    principals: kind === 'identity' ? undefined : readPrincipals(element['Principal'], `${place}.Principal`),
    actions,
    resources,
    conditions: readConditions(element['Condition'], `${place}.Condition`),
    matchesAction: (action) => actionMatchers.some((matches) => matches(action)),
    matchesResource: (resource) => kind === 'trust' || resourceMatchers.some((matches) => matches(resource)),
  };
}

function checkElements(element: Members, place: string, kind: PolicyKind): void {
  const names = Object.keys(element);
  const other = names.find((name) => !known.includes(name));
  if (other !== undefined && unused.includes(other)) {
    throw notBuilt(`${place}.${other}`, `this element is not implemented; use ${other.slice('Not'.length)}.`);
  }
  if (other !== undefined) throw malformed(`${place}.${other}`, 'policies have no such element.');
  const wanted = { identity: ['Resource'], resource: ['Principal', 'Resource'], trust: ['Principal'] }[kind];
  for (const name of ['Effect', 'Action', ...wanted]) {
    if (element[name] === undefined) throw malformed(place, `Missing required field ${name}`);
  }
  const foreign = ['Principal', 'Resource'].find((name) => !wanted.includes(name) && names.includes(name));
  if (foreign !== undefined) throw malformed(`${place}.${foreign}`, `a policy of this kind has no ${foreign}.`);
}

function readEffect(value: unknown, place: string): Statement['effect'] {
  if (value === 'Allow' || value === 'Deny') return value;
  throw malformed(place, 'must be Allow or Deny.');
}

function readResources(value: unknown, place: string): readonly string[] {
  return texts(value, place).map((resource) => {
    if (resource !== '*' && !isArnPattern(resource)) throw malformed(place, `"${resource}" must be "*" or an ARN.`);
    return withoutVariables(resource, place);
  });
}
