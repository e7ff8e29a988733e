/**
 * Checks what the Serverless transform makes of template.yaml: each row of tests/aws/transformed holds for the template, and
 * does not hold for any of its mutants.
 */
import { join } from 'node:path';

import { parseTemplate, type Json } from '@airlock/template';

import { Checks } from './checks.ts';
import { transform, type Transformed } from './transform.ts';
import { readerOf, rows, type Row, type RowMutant } from './transformed/index.ts';

const template = parseTemplate(join(import.meta.dirname, '../../template.yaml'));
const mutants = rows.flatMap((row) =>
  row.mutants.map((mutant) => ({ name: `${mutant.name} → ${row.name}`, row, changed: changedBy(mutant) })),
);
const toTransform = mutants.flatMap(({ changed }) => ('template' in changed ? [changed.template] : []));
const checks = new Checks();
const transformed = await checks.run(`the transform reads template.yaml and ${toTransform.length} mutants of it`, () =>
  transform([template, ...toTransform]),
);
const [ours, ...ofMutants] = transformed ?? [];
if (ours !== undefined) {
  for (const row of rows) await checks.run(row.name, () => row.check(readerOf(templateOf(ours)), readerOf(template)));
  const outcomes = ofMutants.values();
  for (const { name, row, changed } of mutants) {
    const outcome = 'template' in changed ? outcomes.next().value : changed;
    await checks.run(name, () => mustFail(row, outcome, templateOf(changed)));
  }
}
await checks.finish();

function changedBy({ change }: RowMutant): Transformed {
  try {
    const changed = change(template);
    const isSame = JSON.stringify(changed) === JSON.stringify(template);
    return isSame ? { error: 'The mutant is the template itself.' } : { template: changed };
  } catch (error) {
    return { error: String(error) };
  }
}

/** Throws when the row holds for a mutant. A mutant that cannot be read proves nothing, so that is an error too. */
function mustFail(row: Row, outcome: Transformed | undefined, source: Json): void {
  const read = readerOf(templateOf(outcome));
  const readSource = readerOf(source);
  try {
    row.check(read, readSource);
  } catch {
    return;
  }
  throw new Error('The check stays green.');
}

function templateOf(outcome: Transformed | undefined): Json {
  if (outcome === undefined) throw new Error('The transform did not answer.');
  if ('error' in outcome) throw new Error(`There is no such template: ${outcome.error}`);
  return outcome.template;
}
