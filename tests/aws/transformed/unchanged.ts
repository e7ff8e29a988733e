import assert from 'node:assert/strict';

import { replaced } from '@airlock/template/testing/change.ts';
import type { ResolvedResources } from '@airlock/template';

import type { Row } from './row.ts';

const everythingOn = {
  ...{
    AlarmEmail: 'ops@example.com',
    ApiGatewayLogRole: 'create',
    DevOrigin: 'http://localhost:4200',
    Tracing: 'Active',
  },
  ...{ AppDomainName: 'files.example.com', ScopedCredentials: 'on', Mfa: 'ON', Audit: 'on' },
  AppCertificateArn: 'arn:aws:acm:us-east-1:123456789012:certificate/a',
  WebAclArn: 'arn:aws:wafv2:us-east-1:123456789012:global/webacl/a/b',
  RegionalWebAclArn: 'arn:aws:wafv2:eu-central-1:123456789012:regional/webacl/a/b',
  FilesKmsKeyArn: 'arn:aws:kms:eu-central-1:123456789012:key/a',
};

/** Returns what CloudFormation is told about each resource that SAM does not make, by logical id. */
const plain = ({ resources }: ResolvedResources, made: ReadonlySet<string>) =>
  Object.fromEntries(
    resources
      .filter(({ logicalId }) => !made.has(logicalId))
      .map(({ logicalId, properties, ...it }) => [logicalId, { ...it, properties: properties.value }]),
  );

export const unchangedRows: readonly Row[] = [
  {
    // What tests/template checks of these resources is therefore true of what CloudFormation gets.
    name: 'SAM changes no resource of CloudFormation, and makes none but for the API and its functions',
    check: (read, readSource) => {
      for (const parameters of [{}, everythingOn]) {
        const source = readSource(parameters);
        const transformed = read(parameters);
        const serverless = source.resources.filter(({ type }) => type.startsWith('AWS::Serverless::'));
        const made = transformed.resources.filter(({ type }) =>
          ['AWS::ApiGateway::Stage', 'AWS::ApiGateway::Deployment', 'AWS::Lambda::Permission'].includes(type),
        );
        const leftOut = new Set([...serverless, ...made].map(({ logicalId }) => logicalId));
        assert.deepEqual(plain(transformed, leftOut), plain(source, leftOut));
        assert.deepEqual(transformed.outputs, source.outputs);
      }
    },
    mutants: [
      {
        name: 'a bucket that calls a function',
        change: replaced('ListFiles/Properties/Events/ListFiles', {
          Type: 'S3',
          Properties: { Bucket: { Ref: 'FilesBucket' }, Events: 's3:ObjectCreated:*' },
        }),
      },
    ],
  },
  {
    name: 'Without Audit CloudFormation makes no trail and no bucket for its records',
    check: (read) => {
      const parts = (Audit: string) =>
        read({ Audit }).resources.filter(({ logicalId }) => logicalId.startsWith('Audit'));
      assert.deepEqual(parts('off'), []);
      assert.deepEqual(read().ofType('AWS::CloudTrail::Trail'), []);
      assert.equal(parts('on').length, 3);
    },
    mutants: [
      { name: 'a trail in every stack', change: replaced('/Conditions/HasAudit', { 'Fn::Equals': ['on', 'on'] }) },
    ],
  },
];
