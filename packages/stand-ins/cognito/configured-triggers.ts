import type { PoolSettings } from './settings.ts';
import type { Trigger, TriggerName, Triggers } from './triggers.ts';

/**
 * Returns `triggers` when they are the ones that the pool's `LambdaConfig` names. Throws an `Error` that names the
 * difference: a function that is never called, or one that is missing, would change who is let in.
 */
export function configuredTriggers({ LambdaConfig }: PoolSettings, triggers: Triggers): Triggers {
  const { PreTokenGenerationConfig, CustomMessage, PostConfirmation } = LambdaConfig;
  check('preTokenGeneration', PreTokenGenerationConfig?.LambdaArn, triggers.preTokenGeneration);
  check('customMessage', CustomMessage, triggers.customMessage);
  check('postConfirmation', PostConfirmation, triggers.postConfirmation);
  return triggers;
}

function check(name: TriggerName, arn: string | undefined, trigger: Trigger | undefined): void {
  if (arn !== undefined && !trigger) {
    throw new Error(`AWS::Cognito::UserPool: LambdaConfig names ${arn}, and the local user pool got no ${name}.`);
  }
  if (arn === undefined && trigger) {
    throw new Error(`AWS::Cognito::UserPool: the local user pool got ${name}, which LambdaConfig does not name.`);
  }
}
