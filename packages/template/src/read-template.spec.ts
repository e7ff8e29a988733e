import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, describe, expect, it } from '@jest/globals';

import {
  parseTemplate,
  readTemplate,
  resolveResources,
  type ReadTemplateOptions,
  type ResolvedTemplate,
} from './index.ts';

const directory = mkdtempSync(join(tmpdir(), 'airlock-template-'));
const place = { stackName: 'airlock', region: 'eu-central-1', accountId: '123456789012' };

afterAll(() => rmSync(directory, { recursive: true }));

const api = `
  Api:
    Type: AWS::Serverless::Api
    Properties: { StageName: api }
`;

function read(yaml: string, options: Partial<ReadTemplateOptions> = {}): ResolvedTemplate {
  const file = join(directory, 'template.yaml');
  writeFileSync(file, yaml);
  return readTemplate(file, { ...place, ...options });
}

/** Reads `value` as a property of a resource; `parameters` and `conditions` are YAML too. */
function property(value: string, options: Partial<ReadTemplateOptions> = {}): unknown {
  const template = read(
    `
Parameters:
  Name: { Type: String, Default: paper }
  Count: { Type: Number, Default: 3, MinValue: 1, MaxValue: 9 }
  Level: { Type: String, Default: INFO, AllowedValues: [DEBUG, INFO] }
  Origin: { Type: String, Default: '', AllowedPattern: '^$|^https?://[a-z.]+$' }
Conditions:
  IsPaper: !Equals [!Ref Name, paper]
  IsGlass: !Not [!Condition IsPaper]
  Both: !And [!Condition IsPaper, !Equals [1, '1']]
  Either: !Or [!Condition IsGlass, !Condition IsPaper]
Resources:${api}
  Bucket:
    Type: AWS::S3::Bucket
    Properties: { BucketName: !Sub '\${AWS::StackName}-\${AWS::AccountId}' }
  Absent:
    Type: AWS::S3::Bucket
    Condition: IsGlass
  Role:
    Type: AWS::IAM::Role
    Properties:
      Tested: ${value}
`,
    options,
  );
  return template.resource('Role').properties.maybe('Tested')?.value;
}

describe('intrinsics', () => {
  it.each([
    ['!Ref Name', 'paper'],
    ['!Ref Count', 3],
    ['!Ref AWS::Region', 'eu-central-1'],
    ['!Ref Bucket', 'airlock-123456789012'],
    ['!GetAtt Bucket.Arn', 'arn:aws:s3:::airlock-123456789012'],
    ['{ Fn::GetAtt: [Bucket, Arn] }', 'arn:aws:s3:::airlock-123456789012'],
    ["!Sub '${Name}-${Count}-${Bucket.Arn}-${!Name}'", 'paper-3-arn:aws:s3:::airlock-123456789012-${Name}'],
    ["!Sub ['${own} ${Name}', { own: !Ref Count }]", '3 paper'],
    ["!Join ['-', [a, !Ref Name]]", 'a-paper'],
    ['!If [IsPaper, yes-it-is, other]', 'yes-it-is'],
    ['!If [IsGlass, a, !If [Both, b, c]]', 'b'],
    ['!If [Either, 1, 2]', 1],
    ['!Select [1, [a, b]]', 'b'],
    ["!Select ['0', !Split [':', 'a:b']]", 'a'],
    ['[a, !Ref AWS::NoValue, b]', ['a', 'b']],
    ['{ kept: 1, gone: !Ref AWS::NoValue }', { kept: 1 }],
    ['!If [IsGlass, a, !Ref AWS::NoValue]', undefined],
  ])('%s is %j', (value, expected) => {
    expect(property(value)).toEqual(expected);
  });

  it.each([
    ['!Ref Nothing', 'There is nothing named "Nothing"'],
    ['!Ref Absent', 'left out by its condition IsGlass'],
    ['!GetAtt Bucket.Colour', '!GetAtt Bucket.Colour is not implemented'],
    ['!If [IsWood, a, b]', 'There is no condition "IsWood"'],
    ['!ImportValue other', 'Fn::ImportValue is not implemented'],
    ['!FindInMap [a, b, c]', 'Fn::FindInMap is not implemented'],
    ['!Select [5, [a]]', 'no such element'],
    ["!Sub '${AWS::NoValue}'", 'has no value'],
    ['!Unknown x', 'Unresolved tag'],
    ['yes', "Quote 'yes'"],
    ['012345678901', "Quote '012345678901'"],
  ])('%s is an error', (value, problem) => {
    expect(() => property(value)).toThrow(problem);
  });

  it('names the place of a problem', () => {
    expect(() => property('{ deep: [!Ref Nothing] }')).toThrow(
      'template.yaml: template.Resources.Role.Properties.Tested.deep[0]: There is nothing named "Nothing".',
    );
  });
});

describe('parameters', () => {
  it.each([
    [{ Count: 0 }, '0 is below MinValue'],
    [{ Count: 10 }, '10 is above MaxValue'],
    [{ Count: 'many' }, 'Must be a number'],
    [{ Level: 'LOUD' }, '"LOUD" is not one of AllowedValues'],
    [{ Origin: 'javascript:x' }, 'does not match AllowedPattern'],
    [{ Colour: 'red' }, 'There is no parameter "Colour"'],
  ])('%j is refused', (parameters, problem) => {
    expect(() => property('x', { parameters })).toThrow(problem);
  });

  it('may be given', () => {
    expect(property("!Sub '${Name}${Count}'", { parameters: { Name: 'wood', Count: '7' } })).toBe('wood7');
  });
});

describe('a template', () => {
  it('is refused when a rule does not hold', () => {
    const rules = "Rules: { R: { Assertions: [{ Assert: !Equals [a, b], AssertDescription: 'A is B.' }] } }";
    expect(() => read(`${rules}\nResources:${api}`)).toThrow('A is B.');
  });

  it('is refused with a property of the API that would be dropped silently', () => {
    const yaml = 'Resources: { Api: { Type: AWS::Serverless::Api, Properties: { StageName: api, Domain: {} } } }';
    expect(() => read(yaml)).toThrow('"Domain" is not implemented by the local stack');
  });

  it('is refused with a section that is not understood, and with the same key twice', () => {
    expect(() => read(`Hooks: {}\nResources:${api}`)).toThrow('"Hooks" is not implemented');
    expect(() => read(`Resources:${api}${api}`)).toThrow('Map keys must be unique');
  });

  it('merges Globals as SAM does, and takes ids that stand-ins gave', () => {
    const template = read(
      `
Globals: { Function: { Timeout: 5, Runtime: nodejs24.x, Environment: { Variables: { A: a, POOL: !Ref Pool } } } }
Resources:${api}
  Pool: { Type: AWS::Cognito::UserPool }
  LogGroup: { Type: AWS::Logs::LogGroup }
  Role: { Type: AWS::IAM::Role }
  One:
    Type: AWS::Serverless::Function
    Properties:
      Handler: one.handler
      Timeout: 7
      Role: !GetAtt Role.Arn
      LoggingConfig: { LogGroup: !Ref LogGroup }
      Environment: { Variables: { B: 2 } }
      Events: { One: { Type: Api, Properties: { RestApiId: !Ref Api, Path: /one, Method: get } } }
`,
      { resourceValues: { Pool: 'eu-central-1_Real' } },
    );
    expect(template.functions[0]).toMatchObject({
      timeoutSeconds: 7,
      memoryMb: 128,
      environment: { A: 'a', B: '2', POOL: 'eu-central-1_Real' },
      roleId: 'Role',
      logGroupId: 'LogGroup',
    });
    expect(template.routes).toMatchObject([{ method: 'GET', path: '/one', functionId: 'One', authorizer: undefined }]);
  });

  it('is resolved without its API too, as SAM leaves it', () => {
    const file = join(directory, 'transformed.yaml');
    writeFileSync(
      file,
      `
Resources:
  Api: { Type: AWS::ApiGateway::RestApi, Properties: { Body: { uri: !GetAtt One.Arn } } }
  One: { Type: AWS::Lambda::Function }
  Stage: { Type: AWS::ApiGateway::Stage, Properties: { StageName: api, RestApiId: !Ref Api, DeploymentId: !Ref Last } }
  Last: { Type: AWS::ApiGateway::Deployment }
  Machine: { Type: AWS::StepFunctions::StateMachine, Properties: { StateMachineName: work } }
`,
    );
    const template = resolveResources(parseTemplate(file), place);
    expect(template.resource('Stage').properties.value).toEqual({
      StageName: 'api',
      RestApiId: template.id('Api'),
      DeploymentId: template.id('Last'),
    });
    expect(template.resource('Api').properties.at('Body').value).toEqual({ uri: template.attribute('One', 'Arn') });
    expect(template.id('Machine')).toBe('arn:aws:states:eu-central-1:123456789012:stateMachine:work');
  });
});
