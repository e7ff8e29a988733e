import type * as v from 'valibot';

import { changeAnswer, changeId } from './change.ts';
import { exactObject } from './exact-object.ts';

/** Request of `DELETE /changes/{changeId}`. What is done stays done, and can be undone. */
export const stopChangeRequest = exactObject({ changeId });
export type StopChangeRequest = v.InferOutput<typeof stopChangeRequest>;

export const stopChangeAnswer = changeAnswer;
