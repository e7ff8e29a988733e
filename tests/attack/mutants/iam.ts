import { mutantsOf, type Mutant } from './mutant.ts';

const iam = 'packages/stand-ins/iam';
const differential = 'tests/conformance/iam/differential.spec.ts';
const roles = 'tests/template/roles.spec.ts';
const generated = 'on 10,000 generated requests with policies$';

/** Mutants of the evaluator of policies, which every call to the stand-ins passes through. */
export const iamMutants: readonly Mutant[] = [
  ...mutantsOf(`${iam}/decision.ts`, differential, [
    [
      'an explicit deny does not win',
      "if ([...identity, ...session, ...resource].some(({ effect }) => effect === 'Deny')) return false;",
      '',
      generated,
    ],
    [
      'a session may do what its role may',
      'if (sessionPolicy !== undefined && session.length === 0) return false;',
      '',
      generated,
    ],
    [
      'conditions do not count',
      'conditions.every(({ holds }) => holds(action, context))',
      'conditions.length >= 0',
      generated,
    ],
    [
      'a policy is for everybody',
      '(principals === undefined || principals.names(requester) !== undefined) &&',
      '',
      generated,
    ],
    ['a statement is about every resource', 'matchesResource(resource) &&', '', generated],
    [
      'another account needs one side’s permission only',
      'if (!isOwn) return identity.length > 0 && granted !== undefined;',
      'if (!isOwn) return granted !== undefined;',
      generated,
    ],
    [
      'RestrictPublicBuckets restricts nobody',
      'if (!isOwn && question.isClosedToStrangers) return false;',
      '',
      generated,
    ],
    [
      'who may assume a role is not for the role to say',
      "(granted === 'account' || !isDecidedByResource(action))",
      'account.length > 0',
      generated,
    ],
  ]),
  ...mutantsOf(`${iam}/principals.ts`, differential, [
    [
      'an account is named when another is',
      "return accounts.has(account) ? 'account' : undefined;",
      "return accounts.size > 0 || account === '' ? 'account' : undefined;",
      generated,
    ],
  ]),
  ...mutantsOf(`${iam}/patterns.ts`, differential, [
    [
      'a pattern of a resource need not match to its end',
      'new RegExp(`^${source}$`',
      'new RegExp(`^${source}`',
      generated,
    ],
  ]),
  ...mutantsOf(`${iam}/condition-keys.ts`, differential, [
    [
      'a list of uploads has a prefix in conditions',
      "const lists: Actions = ['s3:ListBucket', 's3:ListBucketVersions'];",
      "const lists: Actions = ['s3:ListBucket', 's3:ListBucketVersions', 's3:ListBucketMultipartUploads'];",
      'are those of the service authorization reference$',
    ],
  ]),
  ...mutantsOf(`${iam}/conditions.ts`, roles, [
    [
      'the age of a signature has no limit',
      'fitsLimit(Number(value), limit)',
      'limit < 0',
      'decides about a older signature$',
    ],
    [
      'a condition is absent and present',
      'wanted.includes(!(hasKey(action, key) && context.has(key)))',
      'wanted.includes(false)',
      'decides about a blind write$',
    ],
  ]),
  ...mutantsOf(`${iam}/account.ts`, roles, [
    [
      'whoever is unknown is the administrator',
      '(arn === root ? [administrator] : policiesOf(arn))',
      '(arn === root || policiesOf(arn).length === 0 ? [administrator] : policiesOf(arn))',
      'an unknown role gets nothing$',
    ],
  ]),
  ...mutantsOf(`${iam}/conditions.ts`, `${iam}/policy.spec.ts`, [
    [
      'an unknown operator is passed over',
      "if (make === undefined && operator !== 'Null') {",
      "if (operator === '') {",
      'is refused for its operator|stops for another FilesBucketPolicy.*Condition',
    ],
    ['an unknown key is passed over', 'if (!isKnownKey(key)) {', "if (key === '') {", 'is refused for its key$'],
  ]),
];
