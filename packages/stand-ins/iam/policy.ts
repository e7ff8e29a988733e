import { members } from './document.ts';
import { malformed } from './policy-error.ts';
import { readStatement, type PolicyKind, type Statement } from './statement.ts';

/** A policy that has been read once and answers quickly. */
export interface Policy {
  readonly statements: readonly Statement[];
  /** The statements about this action. */
  readonly about: (action: string) => readonly Statement[];
}

/** Without a version, a policy has that of 2008. They differ in policy variables only, which are not implemented. */
const versions = ['2008-10-17', '2012-10-17'];

/**
 * Reads a policy, the parsed JSON document, once and for all decisions.
 * Throws `PolicyError` for what AWS refuses and for every operator, key, element or form of a principal that this
 * evaluator does not know: it never guesses.
 */
export function readPolicy(document: unknown, kind: PolicyKind): Policy {
  const { Version, Id, Statement: element, ...others } = members(document, 'Policy');
  const [other] = Object.keys(others);
  if (other !== undefined) throw malformed(other, 'policies have no such element.');
  if (Version !== undefined && !versions.some((known) => known === Version)) {
    throw malformed('Version', `must be ${versions.toReversed().join(' or ')}.`);
  }
  if (Id !== undefined && typeof Id !== 'string') throw malformed('Id', 'must be text.');
  if (element === undefined) throw malformed('Statement', 'Missing required field Statement');
  const list: readonly unknown[] = Array.isArray(element) ? element : [element];
  checkSids(list);
  const statements = list.map((value, index) => readStatement(value, `Statement[${index}]`, kind));
  return { statements, about: byAction(statements) };
}

/** Remembers which statements are about an action, so that wildcards are compared once per action. */
function byAction(statements: readonly Statement[]): Policy['about'] {
  const known = new Map<string, readonly Statement[]>();
  return (action) => {
    const found = known.get(action) ?? statements.filter((it) => it.matchesAction(action));
    known.set(action, found);
    return found;
  };
}

function checkSids(statements: readonly unknown[]): void {
  const sids = statements.flatMap((it, index) => {
    const { Sid } = members(it, `Statement[${index}]`);
    if (Sid === undefined) return [];
    if (typeof Sid !== 'string') throw malformed(`Statement[${index}].Sid`, 'must be text.');
    return [Sid];
  });
  const twice = sids.find((sid, index) => sid !== '' && sids.indexOf(sid) !== index);
  if (twice !== undefined) throw malformed('Statement', `two statements have the Sid "${twice}".`);
}
