import { join } from 'node:path';

import { TriggerInvocationError, type Triggers } from '@airlock/stand-ins/cognito';
import { FunctionRunner } from '@airlock/stand-ins/gateway';
import type { ResolvedTemplate, Trigger } from '@airlock/template';

import { bundlePaths } from './builds.ts';
import type { FirstServiceContext } from './services.ts';

/** How many calls of one trigger run at the same time. */
const concurrency = 4;

const names = {
  CustomMessage: 'customMessage',
  PostConfirmation: 'postConfirmation',
  PreTokenGeneration: 'preTokenGeneration',
} as const;

/**
 * Returns the functions that the user pool calls. They run as those behind the gateway do, also where another API takes the place
 * of the gateway. They name no pool, so that they can be there before it.
 */
export function openTriggers(context: FirstServiceContext): Triggers {
  const opened = context.template.triggers.map((it) => [names[it.name], openTrigger(context, it)] as const);
  return Object.fromEntries(opened);
}

function openTrigger({ template, keys, directory, logs, onClose }: FirstServiceContext, trigger: Trigger) {
  const { functionId } = trigger;
  const view = template.functions.find(({ logicalId }) => logicalId === functionId);
  const bundle = bundlePaths(join(directory, 'build'), template.functions)[functionId];
  if (view === undefined || bundle === undefined) throw new Error(`${functionId} has no bundle.`);
  const credentials = keys.ofRole(template.id(view.roleId));
  const log = (line: string): void => logs.write(functionId, line);
  const runner = new FunctionRunner({ view, stack: template.stack, bundle, credentials, concurrency, log });
  onClose(() => runner.close());
  const mayCall = isPermitted(template, trigger);
  return async (event: object): Promise<unknown> => {
    if (!mayCall) throw new TriggerInvocationError('AccessDeniedException');
    const outcome = await runner.invoke(crypto.randomUUID(), JSON.stringify(event));
    if (outcome.kind === 'failed') throw new Error(outcome.errorMessage);
    return JSON.parse(outcome.payload) as unknown;
  };
}

/** Whether the policy of a function lets Cognito call it for this pool and account. */
function isPermitted(template: ResolvedTemplate, { functionId, userPoolId }: Trigger): boolean {
  const isOne = (value: unknown, ...wanted: readonly unknown[]): boolean => wanted.includes(value);
  return template.ofType('AWS::Lambda::Permission').some(({ properties: it }) => {
    const { Action, FunctionName, Principal, SourceAccount, SourceArn } = it.object();
    return (
      isOne(FunctionName, template.id(functionId), template.attribute(functionId, 'Arn')) &&
      isOne(Action, 'lambda:InvokeFunction') &&
      isOne(Principal, 'cognito-idp.amazonaws.com') &&
      isOne(SourceAccount, undefined, template.stack.accountId) &&
      isOne(SourceArn, undefined, template.attribute(userPoolId, 'Arn'))
    );
  });
}
