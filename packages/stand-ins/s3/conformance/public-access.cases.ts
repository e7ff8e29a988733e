import assert from 'node:assert/strict';

import { freshKey, refused, succeeded, type Case } from '../testing/case.ts';
import type { Client } from '../testing/client.ts';
import { during, get, put, remove, statement } from './setting.cases.ts';

const names = ['BlockPublicAcls', 'IgnorePublicAcls', 'BlockPublicPolicy', 'RestrictPublicBuckets'];
const block = (on: readonly string[]) =>
  `<PublicAccessBlockConfiguration>${names
    .map((name) => `<${name}>${on.includes(name)}</${name}>`)
    .join('')}</PublicAccessBlockConfiguration>`;

const open = { Effect: 'Allow' };

/** Puts a public access block for as long as `meanwhile` takes, and then the block that every new bucket has. */
async function blocking(client: Client, on: readonly string[], meanwhile: () => Promise<void>) {
  succeeded(await put(client, 'publicAccessBlock', block(on)));
  try {
    await meanwhile();
  } finally {
    succeeded(await put(client, 'publicAccessBlock', block(names)));
  }
}

async function storedSecret(client: Client): Promise<string> {
  const key = `secret/${freshKey()}`;
  succeeded(await client.send({ method: 'PUT', key, versioned: true, body: 'x' }));
  return key;
}

const anonymously = (client: Client, key: string) => client.send({ method: 'GET', key, versioned: true, auth: 'none' });

export const publicAccessCases: readonly Case[] = [
  {
    name: 'public access: a new bucket blocks all of it',
    run: async (client) => {
      const answer = await get(client, 'publicAccessBlock');
      assert.deepEqual(
        names.map((name) => answer.element(name)),
        ['true', 'true', 'true', 'true'],
      );
      refused(await put(client, 'policy', statement(client, open)), 403, 'AccessDenied');
      refused(await get(client, 'policy'), 404, 'NoSuchBucketPolicy');
    },
  },
  {
    name: 'public access: without a block a public policy lets everybody in',
    run: async (client) => {
      const key = await storedSecret(client);
      await blocking(client, [], async () => {
        assert.equal((await remove(client, 'publicAccessBlock')).status, 204);
        refused(await get(client, 'publicAccessBlock'), 404, 'NoSuchPublicAccessBlockConfiguration');
        refused(await anonymously(client, key), 403, 'AccessDenied');
        await during(client, 'policy', statement(client, open), async () => {
          succeeded(await anonymously(client, key));
        });
        refused(await anonymously(client, key), 403, 'AccessDenied');
      });
    },
  },
  {
    name: 'public access: RestrictPublicBuckets closes a policy that is already there',
    run: async (client) => {
      const key = await storedSecret(client);
      await blocking(client, ['RestrictPublicBuckets'], () =>
        during(client, 'policy', statement(client, open), async () => {
          refused(await anonymously(client, key), 403, 'AccessDenied');
        }),
      );
    },
  },
  {
    name: 'public access: BlockPublicPolicy lets a policy pass that is not public',
    run: async (client) => {
      const fixed = { ...open, Condition: { StringEquals: { 'aws:SourceVpc': 'vpc-1' } } };
      await during(client, 'policy', statement(client, fixed), async () => {
        succeeded(await get(client, 'policy'));
      });
    },
  },
  {
    name: 'public access: a block that is no XML, or has a word that is neither true nor false',
    run: async (client) => {
      refused(await put(client, 'publicAccessBlock', 'no'), 400, 'MalformedXML');
      refused(await put(client, 'publicAccessBlock', block(names).replace('true', 'yes')), 400, 'MalformedXML');
    },
  },
];
