import type * as v from 'valibot';

import { changeAnswer, changeId } from './change.ts';
import { exactObject } from './exact-object.ts';

/** Request of `GET /changes/{changeId}`. */
export const showChangeRequest = exactObject({ changeId });
export type ShowChangeRequest = v.InferOutput<typeof showChangeRequest>;

export const showChangeAnswer = changeAnswer;
