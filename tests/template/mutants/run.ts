/** `npm run test:mutants:template` removes each thing that template.yaml protects and expects the named check to fail. */
import { join } from 'node:path';

import { parseTemplate, type Json } from '@airlock/template';

import { checks, reader } from '../checks/index.ts';
import { mutants, survives, type Mutant } from './index.ts';

const template = parseTemplate(join(import.meta.dirname, '../../../template.yaml'));
const read = reader(template);
let failed = 0;

function row(problem: string | undefined, text: string): void {
  if (problem !== undefined) failed += 1;
  console.log(problem === undefined ? `✓ ${text}` : `✗ ${text}: ${problem}`);
}

async function outcome(mutant: Mutant, of: Json): Promise<string | undefined> {
  return survives(mutant, of).catch((error: unknown) => String(error));
}

for (const { name, check } of checks) {
  try {
    await check(read);
  } catch (error) {
    row(String(error), `template.yaml: ${name}`);
  }
}
const needed = new Set(mutants.map(({ caughtBy }) => caughtBy));
for (const { name } of checks) if (!needed.has(name)) row('no mutant turns it red', name);

const broken = failed;
for (const mutant of mutants) row(await outcome(mutant, template), `${mutant.name} → ${mutant.caughtBy}`);

const caught = mutants.length - (failed - broken);
console.log(`${mutants.length} mutants, ${caught} caught`);
console.log(`${caught} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;
