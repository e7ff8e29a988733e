import { join } from 'node:path';

import { createAuthorize, trustsService } from '@airlock/stand-ins/iam';
import type { Gateway } from '@airlock/stand-ins/gateway';
import { startStates } from '@airlock/stand-ins/states';
import type { ResolvedTemplate, StateMachineView } from '@airlock/template';

import { accountOf, requirePort, type ServiceContext } from './services.ts';
import { StartError } from './start-error.ts';

/** Starts Step Functions with the state machines of the template, which call the functions behind the gateway. */
export async function openStates(
  { template, keys, addresses, directory, logs, onClose }: ServiceContext,
  gateway: Gateway,
): Promise<void> {
  const functionIds = new Map(template.functions.map(({ arn, logicalId }) => [arn, logicalId]));
  const port = addresses.ports.states;
  const states = await startStates({
    ...accountOf(template),
    directory: join(directory, 'states'),
    port,
    machines: template.stateMachines.map((it) => ({ ...it, roleArn: roleOf(template, it) })),
    findAccessKey: keys.find,
    authorize: createAuthorize(template),
    invoke: (functionArn, event) => {
      const functionId = functionIds.get(functionArn);
      return functionId === undefined ? undefined : gateway.invoke(functionId, event);
    },
    log: (machineName, line) => logs.write(machineName, line),
  });
  onClose(states.close);
  requirePort(port, states);
}

/** Returns the ARN of the role of a state machine. As on AWS, the role must trust Step Functions. */
function roleOf(template: ResolvedTemplate, { logicalId, roleId, arn }: StateMachineView): string {
  if (!trustsService(template, roleId, 'states.amazonaws.com', arn)) {
    throw new StartError(`${roleId} does not let states.amazonaws.com assume it, which ${logicalId} needs.`);
  }
  return template.attribute(roleId, 'Arn');
}
