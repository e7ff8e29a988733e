import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';

import { Client } from './testing/client.ts';
import { get, put, remove, statement } from './conformance/setting.cases.ts';
import { startStandIn, type StandIn } from './testing/stand-in.ts';
import type { BucketDefinition } from './index.ts';

const corsRule = { AllowedMethods: ['GET'], AllowedOrigins: ['https://a.example'], MaxAge: 7 };
const rule = { Id: 'old', Status: 'Enabled', NoncurrentVersionExpiration: { NoncurrentDays: 3 } };

describe('the settings of a bucket', () => {
  let directory: string;
  let standIn: StandIn | undefined;
  let client: Client;
  beforeEach(() => {
    directory = mkdtempSync(join(tmpdir(), 'airlock-settings-'));
  });
  afterEach(async () => {
    await standIn?.stop();
    rmSync(directory, { recursive: true });
  });

  async function start(...buckets: BucketDefinition[]): Promise<void> {
    await standIn?.stop();
    standIn = await startStandIn({ directory, buckets });
    client = new Client(standIn.target);
  }

  const policy = { Version: '2012-10-17', Statement: [] };
  const definition: BucketDefinition = {
    name: 'versioned',
    properties: {
      CorsConfiguration: { CorsRules: [corsRule] },
      LifecycleConfiguration: { Rules: [rule] },
      PublicAccessBlockConfiguration: { BlockPublicAcls: true },
      VersioningConfiguration: { Status: 'Suspended' },
    },
    policy,
  };

  it('are read from the template', async () => {
    await start(definition);
    const cors = await get(client, 'cors');
    expect([cors.element('AllowedMethod'), cors.element('AllowedOrigin')]).toEqual(['GET', 'https://a.example']);
    expect(cors.element('MaxAgeSeconds')).toBe('7');
    const lifecycle = await get(client, 'lifecycle');
    expect([lifecycle.element('ID'), lifecycle.element('NoncurrentDays')]).toEqual(['old', '3']);
    const block = await get(client, 'publicAccessBlock');
    expect([block.element('BlockPublicAcls'), block.element('BlockPublicPolicy')]).toEqual(['true', 'false']);
    expect((await get(client, 'versioning')).element('Status')).toBe('Suspended');
    expect(JSON.parse((await get(client, 'policy')).text)).toEqual(policy);
  });

  it('made by clients are replaced by those of the template at the next start', async () => {
    await start(definition);
    await remove(client, 'policy');
    await remove(client, 'cors');
    expect((await get(client, 'cors')).code).toBe('NoSuchCORSConfiguration');
    await start(definition);
    expect((await get(client, 'cors')).status).toBe(200);
    expect((await get(client, 'policy')).status).toBe(200);
  });

  it('include whether the policy is public', async () => {
    await start({ ...definition, policy: undefined });
    expect((await get(client, 'policyStatus')).code).toBe('NoSuchBucketPolicy');
    await put(client, 'policy', statement(client));
    expect((await get(client, 'policyStatus')).element('IsPublic')).toBe('false');
    await put(client, 'policy', statement(client, { Effect: 'Allow' }));
    expect((await get(client, 'policyStatus')).element('IsPublic')).toBe('true');
  });

  it.each([
    ['an operator', { StringNotEquals: { 's3:prefix': 'a' } }],
    ['a condition key', { StringEquals: { 's3:ExistingObjectTag/team': 'a' } }],
  ])('have no policy with %s that cannot be evaluated', async (_, Condition) => {
    await start({ name: 'versioned', properties: {} });
    const answer = await put(client, 'policy', statement(client, { Condition }));
    expect([answer.status, answer.code]).toEqual([501, 'NotImplemented']);
    expect(answer.text).toContain('Statement[0].Condition.');
    expect((await get(client, 'policy')).code).toBe('NoSuchBucketPolicy');
  });

  it('enable versions from the next write on', async () => {
    await start({ name: 'versioned', properties: {} });
    const version = async () => {
      const answer = await client.send({ method: 'PUT', key: 'a', body: 'x', versioned: true });
      return answer.headers['x-amz-version-id'];
    };
    expect(await version()).toBeUndefined();
    const status = (text: string) => `<VersioningConfiguration><Status>${text}</Status></VersioningConfiguration>`;
    expect((await put(client, 'versioning', status('Enabled'))).status).toBe(200);
    expect(await version()).toMatch(/^[\w.]{32}$/);
    expect((await put(client, 'versioning', status('Suspended'))).status).toBe(200);
    expect(await version()).toBe('null');
    expect((await put(client, 'versioning', status('Off'))).code).toBe('MalformedXML');
  });

  const lifecycle = (rule: string) =>
    `<LifecycleConfiguration><Rule><Status>Enabled</Status><Filter><Prefix>a/</Prefix></Filter>${rule}</Rule></LifecycleConfiguration>`;
  const lone = '<ExpiredObjectDeleteMarker>true</ExpiredObjectDeleteMarker>';
  const abort =
    '<AbortIncompleteMultipartUpload><DaysAfterInitiation>2</DaysAfterInitiation></AbortIncompleteMultipartUpload>';
  const encryption = (algorithm: string) =>
    `<ServerSideEncryptionConfiguration><Rule><ApplyServerSideEncryptionByDefault><SSEAlgorithm>${algorithm}</SSEAlgorithm></ApplyServerSideEncryptionByDefault></Rule></ServerSideEncryptionConfiguration>`;
  const ownership = (name: string) =>
    `<OwnershipControls><Rule><ObjectOwnership>${name}</ObjectOwnership></Rule></OwnershipControls>`;

  it('announce the abort of an upload as soon as a rule demands it', async () => {
    await start({ name: 'versioned', properties: {} });
    const begin = () => client.send({ method: 'POST', key: 'a/b', query: { uploads: '' }, versioned: true });
    expect((await begin()).headers['x-amz-abort-date']).toBeUndefined();
    expect((await put(client, 'lifecycle', lifecycle(abort))).status).toBe(200);
    expect((await get(client, 'lifecycle')).element('DaysAfterInitiation')).toBe('2');
    expect((await begin()).headers['x-amz-abort-date']).toBeDefined();
    expect((await remove(client, 'lifecycle')).status).toBe(204);
    expect((await get(client, 'lifecycle')).code).toBe('NoSuchLifecycleConfiguration');
  });

  it.each([
    ['lifecycle', lifecycle('<Expiration><Date>2030-01-01T00:00:00Z</Date></Expiration>'), 'NotImplemented'],
    ['lifecycle', lifecycle(`<Expiration><Days>1</Days>${lone}</Expiration>`), 'MalformedXML'],
    ['lifecycle', lifecycle('<Expiration><Days>0</Days></Expiration>'), 'InvalidArgument'],
    ['lifecycle', lifecycle('<Transition><Days>1</Days></Transition>'), 'NotImplemented'],
    ['lifecycle', lifecycle(''), 'InvalidRequest'],
    ['lifecycle', lifecycle(abort.replace('2', '0')), 'InvalidArgument'],
    ['encryption', encryption('aws:kms'), 'NotImplemented'],
    ['ownershipControls', ownership('ObjectWriter'), 'NotImplemented'],
    ['ownershipControls', ownership('Nobody'), 'MalformedXML'],
  ])('%s: %s is %s', async (subresource, document, code) => {
    await start({ name: 'versioned', properties: {} });
    expect((await put(client, subresource, document)).code).toBe(code);
  });

  it.each([
    ['encryption', encryption('AES256'), 'SSEAlgorithm', 'AES256'],
    ['ownershipControls', ownership('BucketOwnerEnforced'), 'ObjectOwnership', 'BucketOwnerEnforced'],
    ['tagging', '<Tagging><TagSet><Tag><Key>a</Key><Value>1</Value></Tag></TagSet></Tagging>', 'Value', '1'],
  ])('%s is kept', async (subresource, document, element, value) => {
    await start({ name: 'versioned', properties: {} });
    expect((await put(client, subresource, document)).code).toBe('');
    expect((await get(client, subresource)).element(element)).toBe(value);
  });

  it('stay when the template no longer has the bucket', async () => {
    await start(definition);
    expect((await put(client, 'policy', statement(client))).status).toBe(204);
    await start();
    expect(JSON.parse((await get(client, 'policy')).text)).toEqual(JSON.parse(statement(client)));
    expect((await get(client, 'cors')).element('MaxAgeSeconds')).toBe('7');
  });
});
