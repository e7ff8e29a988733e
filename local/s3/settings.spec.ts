import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { Client } from './conformance/client.ts';
import { get, put, remove, statement } from './conformance/setting-cases.ts';
import { startStandIn, type StandIn } from './conformance/stand-in.ts';
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

  it('are those of the template', async () => {
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

  it('that clients made are replaced by those of the template at the next start', async () => {
    await start(definition);
    await remove(client, 'policy');
    await remove(client, 'cors');
    expect((await get(client, 'cors')).code).toBe('NoSuchCORSConfiguration');
    await start(definition);
    expect((await get(client, 'cors')).status).toBe(200);
    expect((await get(client, 'policy')).status).toBe(200);
  });

  it('stay, where the template does not know the bucket any more', async () => {
    await start(definition);
    expect((await put(client, 'policy', statement(client))).status).toBe(204);
    await start();
    expect(JSON.parse((await get(client, 'policy')).text)).toEqual(JSON.parse(statement(client)));
    expect((await get(client, 'cors')).element('MaxAgeSeconds')).toBe('7');
  });
});
