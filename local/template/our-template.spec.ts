/** template.yaml itself: what it promises is asserted one property at a time, so that losing one has a name. */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';

import { describe, expect, it } from '@jest/globals';

import { readTemplate } from './index.ts';

const root = join(import.meta.dirname, '../..');
const place = { stackName: 'airlock', region: 'eu-central-1', accountId: '123456789012' };
const deployed = readTemplate(join(root, 'template.yaml'), place);
const withDevOrigin = readTemplate(join(root, 'template.yaml'), {
  ...place,
  parameters: { DevOrigin: 'http://localhost:4200' },
});

const pascal = (base: string): string => base.replace(/(?:^|-)([a-z])/g, (_, letter: string) => letter.toUpperCase());
const namesIn = (folder: string, ending: string): string[] =>
  readdirSync(join(root, folder))
    .filter((name) => name.endsWith(ending) && !name.endsWith('.spec.ts'))
    .map((name) => name.slice(0, -ending.length))
    .sort();
const properties = (logicalId: string) => deployed.resource(logicalId).properties;
const value = (logicalId: string, ...path: string[]): unknown =>
  path.reduce((cursor, key) => cursor.at(key), properties(logicalId)).value;

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
      'GET /files',
      'POST /files/presign-get',
      'POST /files/presign-put',
    ]);
  });

  it.each(deployed.routes)('lets only access tokens of the pool call $method $path', (route) => {
    expect(route.authorizer?.userPool).toBe('UserPool');
    expect(route.authorizationScopes).toEqual(['aws.cognito.signin.user.admin']);
  });

  it('is at the stage that the distribution expects', () => {
    expect(deployed.api.stageName).toBe('api');
    const behaviors = properties('Distribution').at('DistributionConfig').at('CacheBehaviors').list();
    expect(behaviors.map((it) => it.at('PathPattern').value)).toEqual(['/api/*']);
  });

  it('answers preflights without a token', () => {
    expect(deployed.api.cors?.preflightIsAuthorized).toBe(false);
  });

  it('lets no other origin read its answers unless DevOrigin names one', () => {
    expect(deployed.api.cors?.headers).not.toHaveProperty('Access-Control-Allow-Origin');
    expect(withDevOrigin.api.cors?.headers).toMatchObject({ 'Access-Control-Allow-Origin': 'http://localhost:4200' });
  });

  it.each(['DEFAULT_4XX', 'DEFAULT_5XX'])('never lets %s be kept, and lets DevOrigin read it', (type) => {
    expect(deployed.api.gatewayResponses[type]).toEqual({ 'Cache-Control': 'no-store' });
    expect(withDevOrigin.api.gatewayResponses[type]).toMatchObject({
      'Access-Control-Allow-Origin': 'http://localhost:4200',
    });
  });

  it('throttles every method', () => {
    const everything = deployed.api.throttling.find(({ path, method }) => path === '/*' && method === '*');
    expect(everything?.requestsPerSecond).toBeGreaterThan(0);
    expect(everything?.burst).toBeGreaterThan(0);
  });

  it('logs neither token, nor query, nor the path that was asked for', () => {
    expect(deployed.api.accessLogFormat).toContain('$context.requestId');
    expect(deployed.api.accessLogFormat).not.toMatch(/authorization|token|\$context\.path|query/i);
  });
});

describe('the files bucket', () => {
  it.each(['BlockPublicAcls', 'BlockPublicPolicy', 'IgnorePublicAcls', 'RestrictPublicBuckets'])('has %s', (name) => {
    expect(value('FilesBucket', 'PublicAccessBlockConfiguration', name)).toBe(true);
    expect(value('WebBucket', 'PublicAccessBlockConfiguration', name)).toBe(true);
  });

  it('belongs to its owner alone: access control lists are off', () => {
    expect(value('FilesBucket', 'OwnershipControls', 'Rules')).toEqual([{ ObjectOwnership: 'BucketOwnerEnforced' }]);
  });

  it('is encrypted, by S3 or by the key of a parameter', () => {
    const encryption = (template: typeof deployed): string =>
      JSON.stringify(template.resource('FilesBucket').properties.at('BucketEncryption').value);
    expect(encryption(deployed)).toContain('"SSEAlgorithm":"AES256"');
    const key = 'arn:aws:kms:eu-central-1:123456789012:key/k';
    const own = readTemplate(join(root, 'template.yaml'), { ...place, parameters: { FilesKmsKeyArn: key } });
    expect(encryption(own)).toContain(`"SSEAlgorithm":"aws:kms","KMSMasterKeyID":"${key}"`);
  });

  it('keeps versions', () => {
    expect(value('FilesBucket', 'VersioningConfiguration', 'Status')).toBe('Enabled');
  });

  it('aborts incomplete uploads after a day and lets old versions expire', () => {
    const rules = properties('FilesBucket').at('LifecycleConfiguration').at('Rules').value;
    expect(rules).toMatchObject([
      { Status: 'Enabled', AbortIncompleteMultipartUpload: { DaysAfterInitiation: 1 } },
      { Status: 'Enabled', NoncurrentVersionExpiration: { NoncurrentDays: 30 } },
    ]);
  });

  it('answers the app, and nobody else, with named headers', () => {
    const rules = (template: typeof deployed): unknown =>
      template.resource('FilesBucket').properties.at('CorsConfiguration').at('CorsRules').value;
    const origin = `https://${deployed.attribute('Distribution', 'DomainName')}`;
    expect(rules(deployed)).toEqual([
      {
        AllowedOrigins: [origin],
        AllowedMethods: ['GET', 'HEAD', 'PUT'],
        AllowedHeaders: ['content-type', 'if-match', 'if-none-match', 'range', 'x-amz-checksum-crc64nvme'],
        ExposedHeaders: ['ETag', 'x-amz-checksum-crc64nvme', 'x-amz-checksum-type'],
        MaxAge: 3600,
      },
    ]);
    expect(rules(withDevOrigin)).toMatchObject([{ AllowedOrigins: [origin, 'http://localhost:4200'] }]);
  });

  it.each(['FilesBucket', 'FilesBucketPolicy', 'UserPool'])('%s outlives the stack', (logicalId) => {
    const { deletionPolicy, updateReplacePolicy } = deployed.resource(logicalId);
    expect([deletionPolicy, updateReplacePolicy]).toEqual(['Retain', 'Retain']);
  });
});

describe('the user pool', () => {
  it('lets administrators create users, and people only by parameter', () => {
    expect(value('UserPool', 'AdminCreateUserConfig', 'AllowAdminCreateUserOnly')).toBe(true);
  });

  it('asks for strong passwords', () => {
    expect(value('UserPool', 'Policies', 'PasswordPolicy')).toMatchObject({
      MinimumLength: 12,
      RequireLowercase: true,
      RequireUppercase: true,
      RequireNumbers: true,
      TemporaryPasswordValidityDays: 7,
    });
  });

  it.each([
    ['keeps no secret in the browser', 'GenerateSecret', false],
    ['takes passwords by SRP only, and rotates instead of renewing', 'ExplicitAuthFlows', ['ALLOW_USER_SRP_AUTH']],
    ['does not tell whether a user exists', 'PreventUserExistenceErrors', 'ENABLED'],
    ['can revoke tokens', 'EnableTokenRevocation', true],
    ['has access tokens of an hour', 'AccessTokenValidity', 60],
    ['knows no other identity provider', 'SupportedIdentityProviders', ['COGNITO']],
  ])('its client %s', (_, name, expected) => {
    expect(value('UserPoolClient', name)).toEqual(expected);
  });

  it('rotates refresh tokens and offers a second factor', () => {
    expect(value('UserPoolClient', 'RefreshTokenRotation', 'Feature')).toBe('ENABLED');
    expect(value('UserPool', 'EnabledMfas')).toEqual(['SOFTWARE_TOKEN_MFA']);
    expect(value('UserPool', 'MfaConfiguration')).toBe('OPTIONAL');
  });
});

describe('the distribution', () => {
  const policy = properties('WebHeaders').at('ResponseHeadersPolicyConfig').at('SecurityHeadersConfig');

  it.each([
    "default-src 'none'",
    "script-src 'self' 'wasm-unsafe-eval'",
    "frame-ancestors 'none'",
    "base-uri 'self'",
    "form-action 'self'",
  ])('sends a content security policy with %s', (directive) => {
    const text = policy.at('ContentSecurityPolicy').at('ContentSecurityPolicy').text();
    expect(text.split('; ')).toContain(directive);
  });

  it('lets the app talk to itself, its bucket and Cognito only', () => {
    const text = policy.at('ContentSecurityPolicy').at('ContentSecurityPolicy').text();
    expect(/connect-src ([^;]*)/.exec(text)?.[1]).toBe(
      "'self' https://airlock-files-123456789012-eu-central-1.s3.eu-central-1.amazonaws.com https://cognito-idp.eu-central-1.amazonaws.com",
    );
  });

  it('is reached over TLS only', () => {
    const distribution = properties('Distribution').at('DistributionConfig');
    expect(distribution.at('DefaultCacheBehavior').at('ViewerProtocolPolicy').value).toBe('redirect-to-https');
    expect(distribution.at('CacheBehaviors').list()[0]?.at('ViewerProtocolPolicy').value).toBe('https-only');
  });
});
