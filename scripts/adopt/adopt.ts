import type { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import type { CognitoIdentityProviderClient, UserPoolType } from '@aws-sdk/client-cognito-identity-provider';
import type { S3Client } from '@aws-sdk/client-s3';
import { resolveTemplate, TemplateError, type Json, type ResolvedTemplate } from '@airlock/template';

import { DeployError } from '../deploy/deploy-error.ts';
import { poolProblem } from '../deploy/pool-problem.ts';
import { findStack } from '../deploy/stack.ts';
import { nothingChanged, step } from '../deploy/step.ts';
import type { Target } from '../deploy/target.ts';
import { findBuckets } from './find-buckets.ts';
import { describe, findUserPool } from './find-user-pool.ts';
import { importResources, waitForImport } from './import-change-set.ts';
import { importTemplate, noDistribution, type RetainedResource } from './import-template.ts';

/** The services that know what outlived a stack. */
export interface AdoptClients {
  readonly cloudFormation: CloudFormationClient;
  readonly cognito: CognitoIdentityProviderClient;
  readonly s3: S3Client;
}

export interface AdoptOptions {
  /** The template that the deploy will use, as `parseTemplate` reads it. */
  readonly template: Json;
  /** The pool's id, where its name does not tell which one it is. */
  readonly pool: string | undefined;
  /** Adopts a pool that knows none of the people whose files are there. */
  readonly anyPool: boolean;
}

export interface AdoptTerminal {
  readonly say: (line: string) => void;
  readonly ask: (question: string) => Promise<string>;
}

/**
 * Makes a stack of the pool and the buckets that outlived one of the same name. It changes nothing in them, and can be
 * repeated when it was interrupted.
 * @throws DeployError whose message says what is wrong and what to do next
 */
export async function adopt(
  clients: AdoptClients,
  target: Target,
  options: AdoptOptions,
  terminal: AdoptTerminal,
): Promise<void> {
  const { stackName, region } = target;
  if ((await step(stateOf(clients, target), nothingChanged)) === 'absent') {
    const template = templateOf(target, options.template);
    const buckets = await step(findBuckets({ s3: clients.s3, template }), nothingChanged);
    if (buckets.length === 0) throw new DeployError(nothingLeft(template, target));
    const search = { ...clients, filesBucket: template.id('FilesBucket'), stackName, region };
    const pool = await step(findUserPool(search, options), nothingChanged);
    const problem = poolProblem(pool, template.resource('UserPool').properties);
    if (problem !== undefined) throw new DeployError(`${problem} ${nothingChanged}`);
    const resources = [retainedPool(pool), ...buckets];
    await confirm(target, pool, resources, terminal);
    const wanted = { stackName, template: importTemplate(template, resources), resources };
    await step(importResources(clients.cloudFormation, wanted), 'What was to be adopted is as it was.');
  }
  terminal.say(
    `\nThe stack ${stackName} has its pool and buckets again. Now make the rest of it:\n\n  npm run deploy -- --stack ${stackName} --region ${region}`,
  );
}

/** Says whether the stack has adopted already. Waits for an import that runs. */
async function stateOf({ cloudFormation }: AdoptClients, { stackName, region }: Target): Promise<'absent' | 'adopted'> {
  const status = (await findStack(cloudFormation, stackName))?.StackStatus;
  if (status === undefined || status === 'REVIEW_IN_PROGRESS') return 'absent';
  if (status === 'IMPORT_IN_PROGRESS') await waitForImport(cloudFormation, stackName);
  if (status === 'IMPORT_IN_PROGRESS' || status === 'IMPORT_COMPLETE') return 'adopted';
  if (/^(?:CREATE|UPDATE|UPDATE_ROLLBACK)_COMPLETE$/.test(status)) {
    throw new DeployError(
      `The stack ${stackName} is there (${status}) and has its pool and buckets: there is nothing to adopt. "npm run doctor -- --stack ${stackName} --region ${region}" examines it.`,
    );
  }
  throw new DeployError(
    `The stack ${stackName} is ${status}: wait while it is in progress, else remove it with "aws cloudformation delete-stack --stack-name ${stackName} --region ${region}", which keeps what it adopted, and run the same command again. ${nothingChanged}`,
  );
}

function templateOf({ stackName, region, accountId, given }: Target, template: Json): ResolvedTemplate {
  try {
    return resolveTemplate(template, {
      ...{ stackName, region, accountId, parameters: Object.fromEntries(given) },
      resourceValues: { Distribution: noDistribution },
    });
  } catch (error) {
    if (!(error instanceof TemplateError)) throw error;
    throw new DeployError(`${error.message} Give the parameters that the deploy will get. ${nothingChanged}`);
  }
}

function nothingLeft(template: ResolvedTemplate, { stackName, region, accountId }: Target): string {
  const names = template.ofType('AWS::S3::Bucket').map(({ logicalId }) => template.id(logicalId));
  return `Nothing of a stack ${stackName} is left in ${region} and account ${accountId} (no ${names.join(', ')}): check --stack and --region. To make a new stack, run "npm run deploy".`;
}

const retainedPool = ({ Id = '' }: UserPoolType): RetainedResource => ({
  ...{ logicalId: 'UserPool', type: 'AWS::Cognito::UserPool', identifier: { UserPoolId: Id } },
});

async function confirm(
  { stackName, yes }: Target,
  pool: UserPoolType,
  resources: readonly RetainedResource[],
  { say, ask }: AdoptTerminal,
): Promise<void> {
  say(`The stack ${stackName} adopts:`);
  for (const { logicalId, identifier } of resources) {
    say(`  ${logicalId.padEnd(18)} ${logicalId === 'UserPool' ? describe(pool) : Object.values(identifier).join()}`);
  }
  if (yes || /^y(?:es)?$/i.test(await ask('Adopt them? [y/N] '))) return;
  throw new DeployError(`Not adopted. ${nothingChanged}`);
}
