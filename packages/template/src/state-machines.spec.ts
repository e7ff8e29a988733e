import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, describe, expect, it } from '@jest/globals';

import { readTemplate, type ResolvedTemplate } from './index.ts';

const directory = mkdtempSync(join(tmpdir(), 'airlock-state-machine-'));
afterAll(() => rmSync(directory, { recursive: true }));

function read(yaml: string): ResolvedTemplate {
  const file = join(directory, 'template.yaml');
  writeFileSync(file, yaml);
  return readTemplate(file, { stackName: 'airlock', region: 'eu-central-1', accountId: '123456789012' });
}

describe('a state machine', () => {
  const machine = (properties: string): ResolvedTemplate =>
    read(`
Resources:
  Api: { Type: AWS::Serverless::Api, Properties: { StageName: api } }
  Work:
    Type: AWS::Serverless::Function
    Properties:
      Handler: work.handler
      Runtime: nodejs24.x
      Role: !GetAtt Role.Arn
      LoggingConfig: { LogGroup: !Ref Log }
  Role: { Type: AWS::IAM::Role }
  Log: { Type: AWS::Logs::LogGroup }
  Machine:
    Type: AWS::Serverless::StateMachine
    Properties:
      Name: !Sub '\${AWS::StackName}-work'
      Role: !GetAtt Role.Arn
      ${properties}
`);
  const definition = "Definition: { StartAt: Work, States: { Work: { Resource: '${WorkArn}' } } }";
  const substitutions = 'DefinitionSubstitutions: { WorkArn: !GetAtt Work.Arn }';

  it('has its ARN, its role and its definition with the substitutions', () => {
    const template = machine(`${definition}\n      ${substitutions}`);
    expect(template.stateMachines).toEqual([
      {
        logicalId: 'Machine',
        name: 'airlock-work',
        arn: 'arn:aws:states:eu-central-1:123456789012:stateMachine:airlock-work',
        definition: { StartAt: 'Work', States: { Work: { Resource: template.attribute('Work', 'Arn') } } },
        roleId: 'Role',
      },
    ]);
  });

  it.each([
    ['a placeholder without a value', definition, 'DefinitionSubstitutions has no "WorkArn".'],
    ['another type', `Definition: {}\n      Type: EXPRESS`, 'Only STANDARD is implemented'],
    ['an unknown property', `Definition: {}\n      Events: {}`, '"Events" is not implemented'],
    ['no definition', 'Tracing: { Enabled: false }', '"Definition" is missing'],
    [
      'the log group of somebody else',
      `Definition: {}\n      Logging: { Destinations: [{ CloudWatchLogsLogGroup: { LogGroupArn: other } }] }`,
      'Is not a log group of this template.',
    ],
  ])('is refused with %s', (_, properties, sentence) => {
    expect(() => machine(properties)).toThrow(sentence);
  });
});
