/**
 * `npm run test:mutants:engine`: removes from the engine each rule by which an upload survives a fault, and checks that
 * the fault's case turns red for the right reason. Arguments select the mutants whose name, file or fault contains one
 * of them.
 */
import { join } from 'node:path';

import { faults } from '../cases/index.ts';
import { runInParallel } from '../rig/run-in-parallel.ts';
import type { Played } from '../rig/table.ts';
import { buildMutants } from './build.ts';
import { engineMutants } from './index.ts';
import type { EngineMutant } from './mutant.ts';

const seed = 1;

const wanted = process.argv.slice(2);
const chosen = engineMutants.filter(
  ({ name, file, fault }) => wanted.length === 0 || wanted.some((it) => `${name} ${file} ${fault}`.includes(it)),
);
if (chosen.length === 0) throw new Error(`No mutant is named like ${wanted.join(', ')}.`);

const folder = await buildMutants(join(import.meta.dirname, '../../..'), engineMutants);
let caught = 0;
await runInParallel(
  chosen,
  async (runner, mutant) => {
    const fault = faults.find(({ name }) => name === mutant.fault);
    if (!fault) throw new Error(`There is no fault "${mutant.fault}".`);
    const played = await runner.play(fault, seed, mutant);
    const problem = problemOf(mutant, played);
    if (problem === undefined) caught += 1;
    const text = `${mutant.name} → ${mutant.fault} (${played.seconds.toFixed(1)} s)`;
    console.log(problem === undefined ? `✓ ${text}` : `✗ ${text}: ${problem}`);
  },
  { folder },
);
console.log(`${chosen.length} mutants, ${caught} caught`);
console.log(`${caught} passed, ${chosen.length - caught} failed`);
process.exitCode = caught === chosen.length ? 0 : 1;

function problemOf({ wrong }: EngineMutant, { problems }: Played): string | undefined {
  if (problems.length === 0) return 'the case stays green';
  return problems.some((one) => wrong.test(one)) ? undefined : `red for another reason: ${problems.join('; ')}`;
}
