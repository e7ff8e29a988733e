import { awsProblem } from './aws-problem.ts';
import { DeployError } from './deploy-error.ts';

export const nothingChanged = 'Nothing was changed.';

/** Adds to an error what became of the site and what to do next. */
export async function step<T>(work: Promise<T>, state: string): Promise<T> {
  try {
    return await work;
  } catch (error) {
    if (error instanceof DeployError) throw error;
    throw new DeployError(`${awsProblem(error)} Then run the same command again. ${state}`);
  }
}
