import { accountExaminations } from './account-examinations.ts';
import { NotAsked } from './ask.ts';
import { bucketExaminations } from './bucket-examinations.ts';
import type { Examination } from './examination.ts';
import type { Facts } from './facts.ts';
import { signInExaminations } from './sign-in-examinations.ts';
import { stageExaminations } from './stage-examinations.ts';
import { stateExaminations } from './state-examinations.ts';
import { webExaminations } from './web-examinations.ts';

export const examinations: readonly Examination[] = [
  ...bucketExaminations,
  ...stateExaminations,
  ...signInExaminations,
  ...webExaminations,
  ...stageExaminations,
  ...accountExaminations,
];

export interface Finding {
  readonly name: string;
  /** The sentence with the fix; `undefined` when all is well. */
  readonly sentence: string | undefined;
}

export const diagnose = (facts: Facts): readonly Finding[] =>
  examinations.map(({ name, examine }) => ({ name, sentence: sentenceOf(examine, facts) }));

/** What could not be asked is not well. */
function sentenceOf(examine: Examination['examine'], facts: Facts): string | undefined {
  try {
    return examine(facts);
  } catch (error) {
    if (error instanceof NotAsked) return error.message;
    throw error;
  }
}
