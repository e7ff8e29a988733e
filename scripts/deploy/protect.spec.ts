import { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import { expect, it } from '@jest/globals';

import { protectProduction } from './protect.ts';

const stackFor = (environment: string, isProtected: boolean) => ({
  ...{ StackName: 'airlock', StackStatus: 'CREATE_COMPLETE' as const, CreationTime: new Date(0) },
  Parameters: [{ ParameterKey: 'Environment', ParameterValue: environment }],
  EnableTerminationProtection: isProtected,
});

it.each([
  ['dev', false, []],
  ['prod', true, []],
  ['prod', false, [{ StackName: 'airlock', EnableTerminationProtection: true }]],
])('a stack for %s with protection %s: asks CloudFormation for %j', async (environment, isProtected, expected) => {
  const asked: object[] = [];
  const cloudFormation = new CloudFormationClient({ region: 'eu-central-1' });
  cloudFormation.middlewareStack.add(
    () =>
      ({ input }) => {
        asked.push(input);
        return Promise.resolve({ response: {}, output: { $metadata: {} } });
      },
    { step: 'initialize', priority: 'high' },
  );
  await protectProduction(cloudFormation, stackFor(environment, isProtected));
  expect(asked).toEqual(expected);
});
