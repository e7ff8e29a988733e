import { bucketExaminations } from './bucket-examinations.ts';
import type { Examination } from './examination.ts';
import type { Facts } from './facts.ts';
import { signInExaminations } from './sign-in-examinations.ts';
import { stateExaminations } from './state-examinations.ts';
import { webExaminations } from './web-examinations.ts';

export const examinations: readonly Examination[] = [
  ...bucketExaminations,
  ...stateExaminations,
  ...signInExaminations,
  ...webExaminations,
];

export interface Finding {
  readonly name: string;
  /** The sentence with the fix; `undefined` when all is well. */
  readonly sentence: string | undefined;
}

export const diagnose = (facts: Facts): readonly Finding[] =>
  examinations.map(({ name, examine }) => ({ name, sentence: examine(facts) }));
