import type { Policy, Statement } from '@cloud-copilot/iam-policy';

/** Conditions whose fixed value makes a statement for everybody one for somebody. */
const limitingKeys = [
  'aws:sourceaccount',
  'aws:sourcearn',
  'aws:sourceip',
  'aws:sourceowner',
  'aws:sourcevpc',
  'aws:sourcevpce',
  'aws:userid',
  'aws:principalorgid',
  'aws:principalaccount',
  's3:dataaccesspointaccount',
  's3:dataaccesspointarn',
];

const fixingOperators = ['stringequals', 'stringlike', 'arnequals', 'arnlike', 'ipaddress'];

/**
 * "To be considered non-public, a bucket policy must grant access only to fixed values (values that don't contain a
 * wildcard or an IAM policy variable)" of principals or of certain condition keys ("The meaning of public").
 */
export const isPublicPolicy = (policy: Policy): boolean =>
  policy.statements().some((statement) => statement.isAllow() && isForEverybody(statement) && !isLimited(statement));

function isForEverybody(statement: Statement): boolean {
  if (!statement.isPrincipalStatement()) return true;
  return statement.principals().some((principal) => principal.isWildcardPrincipal());
}

function isLimited(statement: Statement): boolean {
  return Object.entries(statement.conditionMap() ?? {}).some(
    ([operator, keys]) =>
      fixingOperators.includes(operator.toLowerCase()) &&
      Object.entries(keys).some(([key, values]) => limitingKeys.includes(key.toLowerCase()) && values.every(isFixed)),
  );
}

/** A range of nearly all addresses is no limit either. */
const isFixed = (value: string): boolean => !/[*?]|\$\{/.test(value) && !/^(?:0\.0\.0\.0|::)\/|\/[0-7]$/.test(value);
