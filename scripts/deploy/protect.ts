import {
  UpdateTerminationProtectionCommand,
  type CloudFormationClient,
  type Stack,
} from '@aws-sdk/client-cloudformation';

import { parameterOf } from './stack.ts';

/** Says whether a stack is for production. */
export const isProduction = (stack: Stack): boolean => parameterOf(stack, 'Environment') === 'prod';

/** Makes CloudFormation refuse to delete a production stack. A template cannot say that. */
export async function protectProduction(cloudFormation: CloudFormationClient, stack: Stack): Promise<void> {
  if (!isProduction(stack) || stack.EnableTerminationProtection === true) return;
  const protect = { StackName: stack.StackName, EnableTerminationProtection: true };
  await cloudFormation.send(new UpdateTerminationProtectionCommand(protect));
}
