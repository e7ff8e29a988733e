import * as v from 'valibot';

import { change } from './change.ts';
import { exactObject } from './exact-object.ts';
import { cursor } from './fields.ts';

/** Request of `GET /changes`: the changes of the last 7 days, the newest first. */
export const listChangesRequest = exactObject({ cursor: v.optional(cursor) });
export type ListChangesRequest = v.InferOutput<typeof listChangesRequest>;

export const listChangesAnswer = exactObject({ changes: v.array(change), cursor: v.optional(v.string()) });
export type ListChangesAnswer = v.InferOutput<typeof listChangesAnswer>;
