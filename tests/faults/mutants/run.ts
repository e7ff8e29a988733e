/**
 * `npm run test:mutants:engine`: takes from the engine what lets an upload survive a fault, and sees the fault's case turn
 * red, for the right reason. With arguments: only mutants whose name, file or fault has one of these texts.
 */
import { join } from 'node:path';

import { faults } from '../cases/index.ts';
import { inLanes } from '../rig/lanes.ts';
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
await inLanes(
  chosen,
  async (lane, mutant) => {
    const fault = faults.find(({ name }) => name === mutant.fault);
    if (!fault) throw new Error(`There is no fault "${mutant.fault}".`);
    const played = await lane.play(fault, seed, mutant);
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

function problemOf({ wrong }: EngineMutant, { wrongs }: Played): string | undefined {
  if (wrongs.length === 0) return 'the case stays green';
  return wrongs.some((one) => wrong.test(one)) ? undefined : `red for another reason: ${wrongs.join('; ')}`;
}
