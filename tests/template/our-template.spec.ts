/** template.yaml and the rest of the checkout name the same things. What it protects is in checks.spec.ts. */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';

import { describe, expect, it } from '@jest/globals';
import { readTemplate } from '@airlock/template';

const root = join(import.meta.dirname, '../..');
const place = { stackName: 'airlock', region: 'eu-central-1', accountId: '123456789012' };
const deployed = readTemplate(join(root, 'template.yaml'), place);

const pascal = (base: string): string => base.replace(/(?:^|-)([a-z])/g, (_, letter: string) => letter.toUpperCase());
const namesIn = (folder: string, ending: string): string[] =>
  readdirSync(join(root, folder))
    .filter((name) => name.endsWith(ending) && !name.endsWith('.spec.ts'))
    .map((name) => name.slice(0, -ending.length))
    .sort();
const properties = (logicalId: string) => deployed.resource(logicalId).properties;

describe('one operation has one name everywhere', () => {
  const bases = namesIn('backend/src/handlers', '.ts');

  it('has a function for every handler, and none without', () => {
    expect(deployed.functions.map(({ logicalId }) => logicalId).sort()).toEqual(bases.map(pascal));
  });

  it('has a sample event for every handler, and none without', () => {
    expect(namesIn('events', '.json')).toEqual(bases);
  });

  it.each(bases)('%s has a route, a role and a log group of its own', (base) => {
    const id = pascal(base);
    const own = deployed.functions.find(({ logicalId }) => logicalId === id);
    expect(own).toMatchObject({ handler: `${base}.handler`, roleId: `${id}Role`, logGroupId: `${id}LogGroup` });
    expect(own?.logGroupName).toBe(`/airlock/airlock/${base}`);
    expect(deployed.routes.filter(({ functionId }) => functionId === id)).toHaveLength(1);
  });

  it('uses each role and log group once', () => {
    const used = deployed.functions.flatMap(({ roleId, logGroupId }) => [roleId, logGroupId]);
    expect(new Set(used).size).toBe(used.length);
    const lambdaRoles = deployed
      .ofType('AWS::IAM::Role')
      .filter((role) => JSON.stringify(role.properties.value).includes('lambda.amazonaws.com'));
    expect(lambdaRoles.map(({ logicalId }) => logicalId).sort()).toEqual(
      deployed.functions.map(({ roleId }) => roleId).sort(),
    );
  });
});

describe('the API', () => {
  it('has exactly these routes', () => {
    expect(deployed.routes.map(({ method, path }) => `${method} ${path}`).sort()).toEqual([
      'DELETE /files',
      'DELETE /uploads/{uploadId}',
      'GET /files',
      'GET /uploads',
      'GET /uploads/{uploadId}/parts',
      'POST /files/presign-get',
      'POST /files/presign-put',
      'POST /uploads',
      'POST /uploads/{uploadId}/complete',
      'POST /uploads/{uploadId}/presign-parts',
    ]);
  });

  it('is at the stage that the distribution expects', () => {
    expect(deployed.api.stageName).toBe('api');
    const behaviors = properties('Distribution').at('DistributionConfig').at('CacheBehaviors').list();
    expect(behaviors.map((it) => it.at('PathPattern').value)).toEqual(['/api/*']);
  });
});

describe('a wrong parameter is refused with a sentence before anything is created', () => {
  const refused: readonly (readonly [Record<string, string | number>, string])[] = [
    [{ DevOrigin: 'http://localhost:4200/' }, 'must be an origin such as http://localhost:4200'],
    [{ AppDomainName: 'https://files.example.com' }, 'must be a domain name such as files.example.com'],
    [{ AppCertificateArn: 'arn:aws:acm:eu-central-1:123456789012:certificate/a' }, 'in us-east-1'],
    [{ AppDomainName: 'files.example.com' }, 'AppDomainName and AppCertificateArn go together'],
    [{ WebAclArn: 'arn:aws:wafv2:eu-central-1:123456789012:regional/webacl/a/b' }, 'a web ACL of scope CLOUDFRONT'],
    [{ FilesKmsKeyArn: 'arn:aws:kms:eu-central-1:123456789012:alias/files' }, 'the ARN of a key (not of an alias)'],
    [{ AlarmEmail: 'ops' }, 'must be one mail address'],
    [{ MonthlyBudgetUsd: 20 }, 'MonthlyBudgetUsd needs AlarmEmail'],
    [{ MonthlyBudgetUsd: -1 }, 'below MinValue'],
    [{ S3Endpoint: 'http://127.0.0.1:9000/' }, 'must be an origin such as http://127.0.0.1:9000'],
    [{ CognitoEndpoint: 'cognito' }, 'must be an origin such as http://127.0.0.1:9229'],
    [{ LogRetentionDays: 31 }, 'not one of AllowedValues'],
    [{ AccessTokenMinutes: 1 }, 'below MinValue'],
    [{ SelfSignUp: 'yes' }, 'not one of AllowedValues'],
  ];

  it.each(refused)('%j', (parameters, sentence) => {
    expect(() => readTemplate(join(root, 'template.yaml'), { ...place, parameters })).toThrow(sentence);
  });
});
