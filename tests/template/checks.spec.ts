/** Tests that template.yaml passes each check of `checks/`, and that each check can fail: a mutant makes it. */
import { join } from 'node:path';

import { parseTemplate } from '@airlock/template';
import { removed, replaced } from '@airlock/template/testing/change.ts';
import { describe, expect, it } from '@jest/globals';

import { checks, reader } from './checks/index.ts';
import { mutants, survives } from './mutants/index.ts';

const template = parseTemplate(join(import.meta.dirname, '../../template.yaml'));
const read = reader(template);

describe('template.yaml', () => {
  it.each(checks.map(({ name, check }) => [name, check] as const))('%s', async (_, check) => {
    await check(read);
  });
});

describe('a mutant', () => {
  it.each(mutants.map((mutant) => [mutant.name, mutant] as const))('%s is caught', async (_, mutant) => {
    expect(await survives(mutant, template)).toBeUndefined();
  });

  it('exists for every check', () => {
    const needed = new Set(mutants.map(({ caughtBy }) => caughtBy));
    expect(checks.map(({ name }) => name).filter((name) => !needed.has(name))).toEqual([]);
  });

  it('that no check notices survives', async () => {
    const change = replaced('UserPool/Properties/UserPoolName', 'other');
    expect(await survives({ name: 'x', change, caughtBy: 'UserPool wants long passwords' }, template)).toContain(
      'stays green',
    );
  });

  it('that changes nothing is an error', async () => {
    expect(() => removed('FilesBucket/Properties/Nothing')(template)).toThrow('"Nothing" is missing');
    const same = { name: 'x', change: () => template, caughtBy: 'UserPool wants long passwords' };
    await expect(survives(same, template)).rejects.toThrow('the template itself');
  });
});
