import assert from 'node:assert/strict';

import { created, secure } from './buckets.ts';
import { isAllowed, property, type Asked, type Check, type Read } from './check.ts';

/** What the bucket of the records of changes promises beside what every bucket promises. */
export const stateBucketChecks: readonly Check[] = [
  property('StateBucket lets every record expire after a week', 'StateBucket/LifecycleConfiguration/Rules', [
    { Id: 'records', Status: 'Enabled', ExpirationInDays: 7 },
  ]),
  {
    name: 'StateBucketPolicy refuses plain HTTP',
    check: (read) => refusesState(read, { transport: { ...secure, 'aws:SecureTransport': 'false' } }),
  },
  {
    name: 'StateBucketPolicy refuses TLS below 1.2',
    check: (read) => refusesState(read, { transport: { ...secure, 's3:TlsVersion': '1.1' } }),
  },
  {
    name: 'StateBucketPolicy refuses blind writes',
    check: (read) => {
      const resource = `${read().attribute('StateBucket', 'Arn')}/changes/u/c.json`;
      const write = { action: 's3:PutObject', resource, transport: secure };
      assert.equal(isAllowed(read(), { ...write, context: { 's3:ObjectCreationOperation': 'true' } }), false);
      for (const condition of ['s3:if-match', 's3:if-none-match']) {
        const context = { [condition]: 'any', 's3:ObjectCreationOperation': 'true' };
        assert.equal(isAllowed(read(), { ...write, context }), true);
      }
    },
  },
  {
    name: 'StateBucketPolicy allows nothing of its own',
    check: (read) => {
      const statements = read().resource('StateBucketPolicy').properties.at('PolicyDocument').at('Statement').list();
      assert.deepEqual([...new Set(statements.map((it) => it.at('Effect').text()))], ['Deny']);
    },
  },
];

/** Asserts that even the administrator may not read, write and list records with `wrong`. */
function refusesState(read: Read, wrong: Partial<Asked>): void {
  const bucket = read().attribute('StateBucket', 'Arn');
  for (const [action, resource, context] of [
    ['s3:GetObject', `${bucket}/changes/u/c.json`, {}],
    ['s3:PutObject', `${bucket}/changes/u/c.json`, created],
    ['s3:ListBucket', bucket, {}],
  ] as const) {
    const right = { action, resource, context, transport: secure };
    assert.equal(isAllowed(read(), right), true);
    assert.equal(isAllowed(read(), { ...right, ...wrong }), false);
  }
}
