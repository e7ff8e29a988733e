import type { Json } from '@airlock/template';
import type { Change } from '@airlock/template/testing/change.ts';

import { checks, reader } from '../checks/index.ts';

/** Describes template.yaml without one of the things that it protects. */
export interface Mutant {
  readonly name: string;
  readonly change: Change;
  /** Name of the check that must fail. */
  readonly caughtBy: string;
}

/**
 * Returns why the mutant was not caught, or `undefined` when it was. The local stack must be able to start with the
 * mutant, so that the check refuses it and not the reader.
 * @throws when there is no such check, when nothing changed, or when the mutant cannot be read
 */
export async function survives({ change, caughtBy }: Mutant, template: Json): Promise<string | undefined> {
  const check = checks.find(({ name }) => name === caughtBy);
  if (check === undefined) throw new Error(`There is no check "${caughtBy}".`);
  const mutated = change(template);
  if (JSON.stringify(mutated) === JSON.stringify(template)) throw new Error('The mutant is the template itself.');
  const read = reader(mutated);
  try {
    await check.check(read);
    return `"${caughtBy}" stays green`;
  } catch {
    return undefined;
  }
}
