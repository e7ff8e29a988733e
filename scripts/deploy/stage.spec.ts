import { APIGatewayClient } from '@aws-sdk/client-api-gateway';
import { beforeEach, describe, expect, it } from '@jest/globals';

import { isOutdated, refreshStage, restApiIdOf } from './stage.ts';

const updatedAt = new Date('2026-11-29T12:00:00.500Z');
const stack = {
  StackName: 'airlock',
  StackStatus: 'UPDATE_COMPLETE' as const,
  CreationTime: new Date(0),
  LastUpdatedTime: updatedAt,
};
const before = new Date(updatedAt.getTime() - 3_600_000);

interface Deployment {
  readonly description?: string;
  readonly createdDate: Date;
}

/** An API Gateway with one API, which has one stage. */
let gateway: APIGatewayClient;
let deployments: Map<string, Deployment>;
let shown: string;

beforeEach(() => {
  deployments = new Map();
  gateway = new APIGatewayClient({ region: 'eu-central-1' });
  gateway.middlewareStack.add(
    (_, { commandName = '' }) =>
      ({ input }) => {
        const output = answer(commandName, input);
        return Promise.resolve({ response: {}, output: { $metadata: {}, ...output } });
      },
    { step: 'initialize', priority: 'high' },
  );
});

function answer(operation: string, input: object): object {
  const deploymentId = 'deploymentId' in input ? String(input.deploymentId) : '';
  const description = 'description' in input ? String(input.description) : '';
  switch (operation) {
    case 'GetStageCommand':
      return { deploymentId: shown };
    case 'GetDeploymentCommand':
      return { ...deployments.get(deploymentId) };
    case 'CreateDeploymentCommand':
      shown = `made-${deployments.size}`;
      deployments.set(shown, { description, createdDate: new Date() });
      return { id: shown };
    case 'DeleteDeploymentCommand':
      deployments.delete(deploymentId);
      return {};
    default:
      throw new Error(operation);
  }
}

function show(id: string, createdDate: Date): void {
  deployments.set(id, { createdDate });
  shown = id;
}

describe('the stage of the API', () => {
  it('is deployed again when the stack has changed since', async () => {
    show('of-cloudformation', before);
    expect(await refreshStage(gateway, 'abc', stack)).toBe(true);
    expect(shown).toBe('made-1');
    expect([...deployments.keys()]).toEqual(['of-cloudformation', 'made-1']);
  });

  it('is left alone when its deployment is as new as the stack', async () => {
    show('of-cloudformation', new Date('2026-11-29T12:00:00Z'));
    expect(await refreshStage(gateway, 'abc', stack)).toBe(false);
    expect(shown).toBe('of-cloudformation');
  });

  it('is deployed once for one change, and ours of the change before goes', async () => {
    show('of-cloudformation', before);
    await refreshStage(gateway, 'abc', stack);
    expect(await refreshStage(gateway, 'abc', stack)).toBe(false);
    const later = { ...stack, LastUpdatedTime: new Date(Date.now() + 60_000) };
    expect(await refreshStage(gateway, 'abc', later)).toBe(true);
    expect([...deployments.keys()]).toEqual(['of-cloudformation', 'made-2']);
  });

  it('of a stack that was never updated is compared with its creation', () => {
    const created = { ...stack, CreationTime: updatedAt, LastUpdatedTime: undefined };
    expect(isOutdated(created, { id: 'a', description: '', createdAt: before })).toBe(true);
    expect(isOutdated(created, { id: 'a', description: '', createdAt: updatedAt })).toBe(false);
  });

  it('belongs to the API in its address', () => {
    expect(restApiIdOf('https://abc123.execute-api.eu-central-1.amazonaws.com/api')).toBe('abc123');
  });
});
