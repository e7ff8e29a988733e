import { DescribeStacksCommand, type CloudFormationClient, type Stack } from '@aws-sdk/client-cloudformation';
import * as v from 'valibot';

/** The outputs of a deployed stack. */
export const stackOutputs = v.object({
  /** Empty for a stack that was deployed before this output was added. */
  AccountClientId: v.optional(v.string(), ''),
  AppUrl: v.string(),
  ApiUrl: v.string(),
  ChangesStateMachineArn: v.string(),
  CognitoUrl: v.string(),
  /** A stack that was deployed before this output was added does not have it. */
  DistributionDomainName: v.optional(v.string()),
  DistributionId: v.string(),
  FilesBucketName: v.string(),
  FilesUrl: v.string(),
  /** A stack that was deployed before this output was added does not have it. */
  FilesDualStackUrl: v.optional(v.string()),
  StateBucketName: v.string(),
  UserPoolClientId: v.string(),
  UserPoolId: v.string(),
  WebBucketName: v.string(),
});
export type StackOutputs = v.InferOutput<typeof stackOutputs>;

/** Finds a stack. Returns `undefined` when there is no stack of this name. */
export async function findStack(cloudFormation: CloudFormationClient, name: string): Promise<Stack | undefined> {
  try {
    const { Stacks } = await cloudFormation.send(new DescribeStacksCommand({ StackName: name }));
    return Stacks?.[0];
  } catch (error) {
    if (error instanceof Error && error.name === 'ValidationError' && /does not exist/.test(error.message))
      return undefined;
    throw error;
  }
}

/** Says whether a stack was ever complete. One whose first deploy failed has no outputs. */
export const hasOutputs = ({ Outputs = [] }: Stack): boolean => Outputs.length > 0;

/**
 * Says whether a deploy must create everything: there is no stack, or one that has no resources, because nobody executed its change
 * set, or because its import was taken back.
 */
export function hasNothing(stack: Stack | undefined): boolean {
  if (stack === undefined || stack.StackStatus === 'REVIEW_IN_PROGRESS') return true;
  return stack.StackStatus === 'IMPORT_ROLLBACK_COMPLETE' && !hasOutputs(stack);
}

export const outputsOf = ({ Outputs = [] }: Stack): StackOutputs =>
  v.parse(stackOutputs, Object.fromEntries(Outputs.map(({ OutputKey = '', OutputValue }) => [OutputKey, OutputValue])));

/** Returns a text that changes whenever CloudFormation changes the stack. */
export const versionOf = (stack: Stack | undefined): string =>
  `${stack?.StackId ?? ''} ${(stack?.LastUpdatedTime ?? stack?.CreationTime)?.toISOString() ?? ''}`;

/** Returns the value of a parameter of a deployed stack; `undefined` when there is no such stack or parameter. */
export const parameterOf = (stack: Stack | undefined, name: string): string | undefined =>
  stack?.Parameters?.find(({ ParameterKey }) => ParameterKey === name)?.ParameterValue;
