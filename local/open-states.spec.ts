/** What Step Functions of the local stack takes from the template, and what stops the start. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { DescribeExecutionCommand, SFNClient, StartExecutionCommand } from '@aws-sdk/client-sfn';
import { parseTemplate } from '@airlock/template';
import { replaced, type Change } from '@airlock/template/testing/change.ts';
import { afterAll, afterEach, describe, expect, it, jest } from '@jest/globals';

import { root, startStack, type RunningStack } from './start-stack.ts';

jest.setTimeout(60_000);

const directory = mkdtempSync(join(tmpdir(), 'airlock-states-'));
let running: RunningStack | undefined;
afterEach(async () => {
  await running?.close();
  running = undefined;
});
afterAll(() => rmSync(directory, { recursive: true }));

async function start(change?: Change): Promise<RunningStack> {
  const file = join(directory, 'template.yaml');
  const template = parseTemplate(join(root, 'template.yaml'));
  writeFileSync(file, JSON.stringify(change === undefined ? template : change(template)));
  running = await startStack({
    ...{ directory: join(directory, 'stack'), template: file, app: 'as-it-is' },
    ports: { web: 0, s3: 0, cognito: 0 },
  });
  return running;
}

const trust = 'ChangesRole/Properties/AssumeRolePolicyDocument/Statement/0';

describe('Step Functions of the local stack', () => {
  it('is at the address in stack.json, and has the state machine of the template', async () => {
    const { stack, template } = await start();
    const credentials = { accessKeyId: stack.adminAccessKeyId, secretAccessKey: stack.adminSecretAccessKey };
    const sfn = new SFNClient({ region: stack.region, endpoint: stack.statesUrl, credentials });
    const input = JSON.stringify({ operation: 'none', userId: 'u', changeId: 'c' });
    const started = await sfn.send(new StartExecutionCommand({ stateMachineArn: template.id('Changes'), input }));
    const describeIt = () => sfn.send(new DescribeExecutionCommand({ executionArn: started.executionArn }));
    let execution = await describeIt();
    while (execution.status === 'RUNNING') execution = await describeIt();
    expect(execution).toMatchObject({ status: 'FAILED', error: 'UnknownOperation' });
  });

  it.each([
    ['another service', replaced(`${trust}/Principal/Service`, 'ec2.amazonaws.com')],
    ['another account', replaced(`${trust}/Condition/StringEquals/aws:SourceAccount`, '210987654321')],
  ])('does not start when its role trusts %s', async (_, change) => {
    await expect(start(change)).rejects.toThrow('ChangesRole does not let states.amazonaws.com assume it');
  });

  it('does not start with a definition that needs what is not built', async () => {
    const change = replaced('Changes/Properties/Definition/States/Done/Type', 'Wait');
    await expect(start(change)).rejects.toThrow('The state machine airlock-changes cannot run here: States.Done.Type');
  });
});
