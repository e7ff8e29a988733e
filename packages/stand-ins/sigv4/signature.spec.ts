import { createHmac } from 'node:crypto';

import { expect, it } from '@jest/globals';

import { signingKey } from './signature.ts';

const parts = ['date', 'region', 'service'] as const;
const scope = { date: '20261130', region: 'eu-central-1', service: 's3' };

function derived(secret: string, { date, region, service }: typeof scope): string {
  const steps = [date, region, service, 'aws4_request'];
  return steps
    .reduce((key, step) => createHmac('sha256', key).update(step).digest(), Buffer.from(`AWS4${secret}`))
    .toString('hex');
}

it('keeps the keys of different secrets, days, regions and services apart', () => {
  const scopes = [scope, ...parts.map((part) => ({ ...scope, [part]: 'other' }))];
  const cases = scopes.flatMap((each) => ['one', 'two'].map((secret) => ({ secret, scope: each })));
  const expected = cases.map((it) => derived(it.secret, it.scope));
  expect(new Set(expected).size).toBe(8);
  for (const time of ['first', 'again']) {
    const keys = cases.map((it) => signingKey(it.secret, it.scope).toString('hex'));
    expect([time, keys]).toEqual([time, expected]);
  }
});

it('derives the right key after more scopes than it keeps', () => {
  for (let day = 0; day < 250; day++) signingKey('one', { ...scope, date: String(day) });
  expect(signingKey('one', scope).toString('hex')).toBe(derived('one', scope));
});
