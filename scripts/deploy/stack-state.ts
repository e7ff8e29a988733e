import type { StackStatus } from '@aws-sdk/client-cloudformation';

import { DeployError } from './deploy-error.ts';

/** What can be done with a stack in one of CloudFormation's states. */
type State = 'absent' | 'ready' | 'running' | 'stillborn' | 'stuck' | 'halted' | 'undeleted' | 'unimported';

/** Every state that CloudFormation has: the type refuses a list that lacks one. */
const states: Readonly<Record<StackStatus, State>> = {
  REVIEW_IN_PROGRESS: 'absent',
  DELETE_COMPLETE: 'absent',
  CREATE_COMPLETE: 'ready',
  UPDATE_COMPLETE: 'ready',
  UPDATE_ROLLBACK_COMPLETE: 'ready',
  IMPORT_COMPLETE: 'ready',
  IMPORT_ROLLBACK_COMPLETE: 'ready',
  CREATE_IN_PROGRESS: 'running',
  ROLLBACK_IN_PROGRESS: 'running',
  DELETE_IN_PROGRESS: 'running',
  UPDATE_IN_PROGRESS: 'running',
  UPDATE_COMPLETE_CLEANUP_IN_PROGRESS: 'running',
  UPDATE_ROLLBACK_IN_PROGRESS: 'running',
  UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS: 'running',
  IMPORT_IN_PROGRESS: 'running',
  IMPORT_ROLLBACK_IN_PROGRESS: 'running',
  CREATE_FAILED: 'stillborn',
  ROLLBACK_COMPLETE: 'stillborn',
  ROLLBACK_FAILED: 'stillborn',
  UPDATE_ROLLBACK_FAILED: 'stuck',
  UPDATE_FAILED: 'halted',
  DELETE_FAILED: 'undeleted',
  IMPORT_ROLLBACK_FAILED: 'unimported',
};

export interface Place {
  readonly stackName: string;
  readonly region: string;
}

/** The way on from each state that refuses an update; `undefined` where a deploy may begin. */
function wayOn(status: StackStatus, { stackName, region }: Place): string | undefined {
  const place = `--stack-name ${stackName} --region ${region}`;
  switch (states[status]) {
    case 'absent':
    case 'ready':
      return undefined;
    case 'running':
      return `CloudFormation is at work on it, perhaps for a deploy that was interrupted, and ends that by itself. Wait until "aws cloudformation describe-stacks ${place} --query Stacks[0].StackStatus" says something without IN_PROGRESS, then run the same command again.`;
    case 'stillborn':
      return `It could not be created, and CloudFormation cannot go on with such a stack. Remove it with "sam delete ${place}", mend the cause, and run the same command again. No file was stored in it; a pool and buckets that it adopted stay.`;
    case 'stuck':
      return `A change failed and could not be taken back whole. The site still shows the app it showed before. Run "aws cloudformation continue-update-rollback ${place}", then the same command again.`;
    case 'halted':
      return `A change stopped half-way and was not taken back. Run "aws cloudformation rollback-stack ${place}", then the same command again.`;
    case 'undeleted':
      return `It could not be deleted whole. Its pool and buckets are kept. Look at what is left with "aws cloudformation describe-stack-events ${place}", end the deletion with "sam delete ${place}", then run the same command again.`;
    case 'unimported':
      return `Adopting a pool and buckets failed and could not be taken back; they stay as they were. Remove the stack with "sam delete ${place}" and adopt them again with "npm run adopt".`;
  }
}

/**
 * Checks that a stack can be deployed to, before anything is built.
 * @throws DeployError with the way on
 */
export function checkStackState(status: StackStatus | undefined, place: Place): void {
  const way = status === undefined ? undefined : wayOn(status, place);
  if (way !== undefined)
    throw new DeployError(`The stack ${place.stackName} is ${status}. ${way} Nothing was changed.`);
}

/** Says how to find out what became of a stack that cannot be asked after its deploy failed, as when credentials have ended. */
export const unknownAfterFailure = ({ stackName, region }: Place): string =>
  `"sam deploy" failed, and what became of the stack is not known: CloudFormation may still be at work. "aws cloudformation describe-stacks --stack-name ${stackName} --region ${region} --query Stacks[0].StackStatus" says it.`;

/** Says what became of a stack whose deploy failed, and what to do next. The SAM CLI has printed the reason above. */
export function nextAfterFailure(status: StackStatus | undefined, place: Place): string {
  const failed = '"sam deploy" failed; the reason is above.';
  const way = status === undefined ? undefined : wayOn(status, place);
  if (way !== undefined) return `${failed} The stack ${place.stackName} is ${status}. ${way}`;
  return status === undefined || states[status] === 'absent'
    ? `${failed} Nothing was created: mend it and run the same command again.`
    : `${failed} The stack ${place.stackName} is ${status}, and the site shows the app it showed before: mend the cause and run the same command again.`;
}
