import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

import { operations, resourceName } from '@airlock/contract';
import * as v from 'valibot';

import { triggerFunctions } from '../template/checks/triggers.ts';
import type { Checks } from './checks.ts';

const functions: readonly string[] = [...operations.map(({ name }) => resourceName(name)), ...triggerFunctions];

const exclusion = v.strictObject({
  tool: v.picklist(['checkov', 'cfn-lint']),
  rule: v.pipe(v.string(), v.regex(/^(?:CKV2?_[A-Z]+_\d+|[WEI]S?\d{4})$/)),
  resources: v.union([
    v.pipe(v.array(v.string()), v.minLength(1)),
    v.pipe(
      v.literal('every function'),
      v.transform(() => functions),
    ),
  ]),
  reason: v.pipe(v.string(), v.minLength(20)),
  reviewBy: v.pipe(v.string(), v.isoDate()),
});
export type Exclusion = v.InferOutput<typeof exclusion>;

/** A finding of a linter. */
export interface Finding {
  readonly rule: string;
  /** The logical id. */
  readonly resource: string;
  readonly text: string;
}

/**
 * Compares the findings of one tool with exclusions.json, in which each entry has a rule, resources, a reason and the
 * day by which somebody must review it. A finding without an entry fails. So does an entry that no longer excludes
 * anything, and an entry whose day has passed. Every entry is printed.
 */
export async function checkFindings(
  checks: Checks,
  tool: Exclusion['tool'],
  findings: readonly Finding[],
): Promise<void> {
  const file = JSON.parse(await readFile(join(import.meta.dirname, 'exclusions.json'), 'utf8')) as unknown;
  const exclusions = v.parse(v.array(exclusion), file).filter((it) => it.tool === tool);
  await checks.run(`every finding of ${tool} is excluded with a reason`, () => {
    const open = findings.filter((found) => !exclusions.some((it) => covers(it, found)));
    if (open.length > 0) throw new Error(open.map((it) => `${it.rule} ${it.resource}: ${it.text}`).join('\n'));
  });
  for (const { rule, resources, reason, reviewBy } of exclusions) {
    await checks.run(`${rule} (review by ${reviewBy}) ${resources.join(', ')}: ${reason}`, () => {
      const stale = resources.filter((id) => !findings.some((it) => it.rule === rule && it.resource === id));
      if (stale.length > 0) throw new Error(`Stale, remove it: ${tool} no longer reports ${stale.join(', ')}.`);
      if (reviewBy < new Date().toISOString().slice(0, 10))
        throw new Error('Expired: check whether the reason is still true, and set a later reviewBy.');
    });
  }
}

const covers = ({ rule, resources }: Exclusion, found: Finding): boolean =>
  rule === found.rule && resources.includes(found.resource);
