import { DescribeStateMachineCommand, type SFNClient } from '@aws-sdk/client-sfn';

import type { WorkflowFacts } from './facts.ts';

/** Returns what Step Functions says about the state machine of changes. */
export async function workflowFacts(sfn: SFNClient, arn: string): Promise<WorkflowFacts> {
  try {
    const machine = await sfn.send(new DescribeStateMachineCommand({ stateMachineArn: arn }));
    const { level = 'OFF', destinations = [] } = machine.loggingConfiguration ?? {};
    const logGroup = destinations[0]?.cloudWatchLogsLogGroup?.logGroupArn;
    return { arn, status: machine.status ?? 'UNKNOWN', logLevel: level, logGroup };
  } catch (error) {
    if (!(error instanceof Error && error.name === 'StateMachineDoesNotExist')) throw error;
    return { arn, status: 'missing', logLevel: 'OFF', logGroup: undefined };
  }
}
