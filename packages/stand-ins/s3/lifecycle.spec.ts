import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';

import { documentsOf } from './bucket-definition.ts';
import { freshKey } from './testing/case.ts';
import { Client } from './testing/client.ts';
import { all, listParts, part, start } from './testing/multipart-steps.ts';
import { startStandIn, type StandIn } from './testing/stand-in.ts';

const rules = [
  { Id: 'uploads', Status: 'Enabled', AbortIncompleteMultipartUpload: { DaysAfterInitiation: 1 } },
  {
    Id: 'old',
    Status: 'Enabled',
    NoncurrentVersionExpiration: { NoncurrentDays: 30 },
    ExpiredObjectDeleteMarker: true,
  },
  {
    Id: 'many',
    Status: 'Enabled',
    Prefix: 'many/',
    NoncurrentVersionExpiration: { NoncurrentDays: 1, NewerNoncurrentVersions: 2 },
  },
  { Id: 'expiring', Status: 'Enabled', Prefix: 'expiring/', ExpirationInDays: 7 },
  { Status: 'Disabled', Prefix: 'users/', AbortIncompleteMultipartUpload: { DaysAfterInitiation: 1 } },
];
const dayMs = 24 * 60 * 60 * 1000;
/** The tests begin at noon: what is due "a day later" is done at midnight after the next noon. */
const noon = new Date('2026-03-01T12:00:00Z');

describe('the lifecycle rules of a bucket', () => {
  let directory: string;
  let standIn: StandIn | undefined;
  let clock: Date;
  let client: Client;
  beforeEach(async () => {
    directory = mkdtempSync(join(tmpdir(), 'airlock-lifecycle-'));
    clock = noon;
    await restart();
  });
  afterEach(async () => {
    await standIn?.stop();
    rmSync(directory, { recursive: true });
  });

  /** Restarts the server, which applies the rules at the start. */
  async function restart(afterMs = 0): Promise<void> {
    await standIn?.stop();
    clock = new Date(clock.getTime() + afterMs);
    standIn = await startStandIn({
      directory,
      now: () => clock,
      buckets: [
        {
          name: 'versioned',
          properties: {
            VersioningConfiguration: { Status: 'Enabled' },
            LifecycleConfiguration: { Rules: rules },
          },
        },
        {
          name: 'plain',
          properties: {
            LifecycleConfiguration: { Rules: [{ Status: 'Enabled', Prefix: 'records/', ExpirationInDays: 7 }] },
          },
        },
      ],
    });
    client = new Client({ ...standIn.target, bucket: 'versioned', now: () => clock });
  }

  const versions = async () => all(await client.send({ method: 'GET', query: { versions: '' } }), 'VersionId');
  const blobs = () => readdirSync(join(directory, 'blobs')).length;

  it('abort an upload at the midnight after so many days, and not before', async () => {
    const key = freshKey();
    const uploadId = await start(client, key);
    await part(client, key, { uploadId, number: 1, body: 'x' });
    expect((await listParts(client, key, uploadId)).headers).toMatchObject({
      'x-amz-abort-date': 'Tue, 03 Mar 2026 00:00:00 GMT',
      'x-amz-abort-rule-id': 'uploads',
    });
    await restart(1.5 * dayMs - 1000);
    expect((await listParts(client, key, uploadId)).status).toBe(200);
    await restart(1000);
    await standIn!.settled(() => blobs() === 0);
    expect((await listParts(client, key, uploadId)).code).toBe('NoSuchUpload');
  });

  it('remove a version so many days after it was replaced, never the current one', async () => {
    const key = freshKey();
    const put = (body: string) => client.send({ method: 'PUT', key, body });
    await put('first');
    await restart(100 * dayMs);
    expect(await versions()).toHaveLength(1);
    const second = await put('second');
    await restart(30 * dayMs);
    expect(await versions()).toHaveLength(2);
    await restart(dayMs / 2);
    await standIn!.settled(() => blobs() === 1);
    expect(await versions()).toEqual([second.headers['x-amz-version-id']]);
    expect((await client.send({ method: 'GET', key })).text).toBe('second');
  });

  it('keep so many replaced versions, and the last version of a deleted file', async () => {
    const key = `many/${freshKey()}`;
    for (const body of ['1', '2', '3', '4']) await client.send({ method: 'PUT', key, body });
    const [fourth, third, second] = await versions();
    await restart(dayMs);
    expect(await versions()).toHaveLength(4);
    await restart(dayMs / 2);
    await standIn!.settled(() => blobs() === 3);
    expect(await versions()).toEqual([fourth, third, second]);
    const deleted = await client.send({ method: 'DELETE', key });
    const marker = String(deleted.headers['x-amz-version-id']);
    await restart(20 * dayMs);
    await standIn!.settled(() => blobs() === 2);
    expect((await versions()).toSorted()).toEqual([marker, fourth!, third!].toSorted());
    await client.send({ method: 'DELETE', key, query: { versionId: marker } });
    expect((await client.send({ method: 'GET', key })).text).toBe('4');
  });

  it('remove a delete marker that is alone, after the versions that it hid', async () => {
    const key = freshKey();
    await client.send({ method: 'PUT', key, body: 'gone soon' });
    await client.send({ method: 'DELETE', key });
    await restart(29 * dayMs);
    expect(await versions()).toHaveLength(2);
    await restart(2 * dayMs);
    await standIn!.settled(() => blobs() === 0);
    expect(await versions()).toEqual([]);
  });

  it('remove a current object so many days after it was written, from a bucket without versions', async () => {
    const key = freshKey();
    const plain = new Client({ ...standIn!.target, bucket: 'plain', now: () => clock });
    await plain.send({ method: 'PUT', key: `records/${key}`, body: 'record' });
    await plain.send({ method: 'PUT', key, body: 'other' });
    await restart(7 * dayMs);
    expect(blobs()).toBe(2);
    await restart(dayMs / 2);
    await standIn!.settled(() => blobs() === 1);
    const here = new Client({ ...standIn!.target, bucket: 'plain', now: () => clock });
    expect((await here.send({ method: 'GET', key: `records/${key}` })).code).toBe('NoSuchKey');
    expect((await here.send({ method: 'GET', key })).text).toBe('other');
  });

  it('hide a current object behind a delete marker in a bucket with versions', async () => {
    const key = `expiring/${freshKey()}`;
    await client.send({ method: 'PUT', key, body: 'kept as a version' });
    await restart(7.5 * dayMs);
    let answer = await client.send({ method: 'GET', key });
    while (answer.status === 200) answer = await client.send({ method: 'GET', key });
    expect(answer.headers['x-amz-delete-marker']).toBe('true');
    expect(await versions()).toHaveLength(2);
  });

  it.each([
    ['a storage class', { Transitions: [{ StorageClass: 'GLACIER', TransitionInDays: 1 }] }],
    ['expiration at a date', { ExpirationDate: '2030-01-01T00:00:00Z' }],
    [
      'more versions than S3 keeps',
      { NoncurrentVersionExpiration: { NoncurrentDays: 1, NewerNoncurrentVersions: 101 } },
    ],
    ['a filter by tags', { TagFilters: [{ Key: 'a', Value: 'b' }] }],
  ])('that ask for %s stop the start', (_name, property) => {
    const properties = { LifecycleConfiguration: { Rules: [{ Status: 'Enabled', ...property }] } };
    expect(() => documentsOf({ name: 'b', properties })).toThrow(
      /properties of bucket b in the template cannot be used/,
    );
  });
});
