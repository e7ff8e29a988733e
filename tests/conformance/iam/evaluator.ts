import { readPolicy } from '@airlock/stand-ins/iam';
import { authorizeIn, readGuard } from '@airlock/stand-ins/iam/account.ts';

import { accountId, type Situation } from './simulator.ts';

/** Asks the evaluator of the stand-ins. Throws `PolicyError` when it cannot read a policy. */
export function evaluate(situation: Situation): boolean {
  const { principal, action, resource, context, sessionPolicy, resourcePolicy, restrictsPublic } = situation;
  const identityPolicies = situation.identityPolicies.map((document) => readPolicy(document, 'identity'));
  const authorize = authorizeIn({
    accountId,
    partition: 'aws',
    policiesOf: () => identityPolicies,
    guardOf: () =>
      action === 'sts:AssumeRole'
        ? { policy: readPolicy(resourcePolicy, 'trust'), isClosedToStrangers: false }
        : readGuard({ policy: resourcePolicy, restrictsPublic: restrictsPublic && action.startsWith('s3:') }),
    transport: {},
  });
  const key = principal === undefined ? undefined : { ...secrets, principalArn: principal, sessionPolicy };
  return authorize({ principal: key, action, resource, context });
}

const secrets = { accessKeyId: 'ASIA', secretAccessKey: 'secret' };
