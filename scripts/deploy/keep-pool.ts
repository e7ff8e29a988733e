import type { Stack } from '@aws-sdk/client-cloudformation';
import { DescribeUserPoolCommand, type CognitoIdentityProviderClient } from '@aws-sdk/client-cognito-identity-provider';
import type { ResolvedTemplate } from '@airlock/template';

import { DeployError } from './deploy-error.ts';
import { poolProblem } from './pool-problem.ts';
import { nothingChanged } from './step.ts';

/**
 * Refuses a deploy that would replace the user pool of a stack. CloudFormation would make a new, empty pool without a question, and
 * the people of the old one could no longer sign in.
 * @throws DeployError
 */
export async function keepPool(
  cognito: CognitoIdentityProviderClient,
  before: Stack | undefined,
  template: ResolvedTemplate,
): Promise<void> {
  const id = before?.Outputs?.find(({ OutputKey }) => OutputKey === 'UserPoolId')?.OutputValue;
  // A new stack has no pool, and one that has just adopted a pool has no outputs.
  if (id === undefined) return;
  const { UserPool = {} } = await cognito.send(new DescribeUserPoolCommand({ UserPoolId: id }));
  const problem = poolProblem(UserPool, template.resource('UserPool').properties);
  if (problem !== undefined) throw new DeployError(`${problem} ${nothingChanged}`);
}
