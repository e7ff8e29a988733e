import { ExecutionAlreadyExists, SFNClient, StartExecutionCommand } from '@aws-sdk/client-sfn';

import type { ChangeToContinue, ChangeWorkflow } from '../changes/change-workflow.ts';
import { requiredVariable } from '../environment.ts';
import { lambdaCredentials } from './credentials.ts';
import { isTemporaryFailure } from './temporary-failure.ts';

/** Two attempts, of which the first may meet a connection that is closed, end within 7 seconds. */
const requestHandler = { connectionTimeout: 1000, requestTimeout: 2500, throwOnRequestTimeout: true };

export interface SfnChangeWorkflowOptions {
  readonly client: SFNClient;
  readonly stateMachineArn: string;
  /** Makes the error that a caller gets when the workflow cannot be started. */
  readonly unavailable: (cause: unknown) => Error;
}

/** Starts the workflow of changes as executions of a state machine of Step Functions. */
export class SfnChangeWorkflow implements ChangeWorkflow {
  readonly #options: SfnChangeWorkflowOptions;

  constructor(options: SfnChangeWorkflowOptions) {
    this.#options = options;
  }

  /**
   * Starts the execution that has the id of the change as its name, or with its number the one that goes on for it, so that
   * there is never a second one.
   * https://docs.aws.amazon.com/step-functions/latest/apireference/API_StartExecution.html
   */
  async start({ operation, userId, changeId, execution }: ChangeToContinue): Promise<void> {
    const { client, stateMachineArn, unavailable } = this.#options;
    const input = JSON.stringify({ operation, userId, changeId });
    const name = execution === undefined ? changeId : `${changeId}-${execution}`;
    try {
      await client.send(new StartExecutionCommand({ stateMachineArn, name, input }));
    } catch (error) {
      if (error instanceof ExecutionAlreadyExists) return;
      throw isNotReachable(error) ? unavailable(error) : error;
    }
  }
}

/** Whether there is no workflow to start at the moment, or none at this address. Any other error is a fault of ours. */
function isNotReachable(error: unknown): boolean {
  if (isTemporaryFailure(error)) return true;
  return error instanceof Error && ['ExecutionLimitExceeded', 'StateMachineDoesNotExist'].includes(error.name);
}

/**
 * Makes the workflow of a deployed function. Only a function that starts one loads this file, with the client of Step
 * Functions, so it imports no class that a handler compares by identity. The SDK reads AWS_ENDPOINT_URL_SFN.
 */
export function sfnChangeWorkflow(unavailable: (cause: unknown) => Error): SfnChangeWorkflow {
  const client = new SFNClient({
    region: requiredVariable('AWS_REGION'),
    credentials: lambdaCredentials(),
    maxAttempts: 2,
    requestHandler,
  });
  return new SfnChangeWorkflow({ client, stateMachineArn: requiredVariable('CHANGES_STATE_MACHINE_ARN'), unavailable });
}
