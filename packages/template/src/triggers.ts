import type { Lookup } from './functions.ts';
import type { Resource } from './stack-values.ts';

/** A moment at which a user pool calls a function, in the names of `LambdaConfig`. */
export type TriggerName = 'CustomMessage' | 'PostConfirmation' | 'PreTokenGeneration';

/** A function that the user pool calls. */
export interface Trigger {
  readonly name: TriggerName;
  /** Logical id of the `AWS::Serverless::Function`. */
  readonly functionId: string;
  /** Logical id of the `AWS::Cognito::UserPool`. */
  readonly userPoolId: string;
}

const simple = ['CustomMessage', 'PostConfirmation'] as const;

/** @throws TemplateError for a trigger that is not known here, or whose function is not one of the template */
export function readTriggers({ logicalId, properties }: Resource, { find }: Lookup): readonly Trigger[] {
  const config = properties.maybe('LambdaConfig')?.only('PreTokenGenerationConfig', ...simple);
  const preToken = config?.maybe('PreTokenGenerationConfig')?.only('LambdaArn', 'LambdaVersion').at('LambdaArn');
  const named = [
    { name: 'PreTokenGeneration', arn: preToken } as const,
    ...simple.map((name) => ({ name, arn: config?.maybe(name) })),
  ];
  return named.flatMap(({ name, arn }) => {
    if (arn === undefined) return [];
    const functionId = find('AWS::Serverless::Function', arn.text());
    return { name, functionId: functionId ?? arn.fail('Is not a function of this template.'), userPoolId: logicalId };
  });
}
