import * as v from 'valibot';

import { errorCodes } from './error-codes.ts';
import { exactObject } from './exact-object.ts';

/** Body of every refusal. `field` names the refused input. */
export const errorBody = exactObject({
  code: v.picklist(errorCodes),
  message: v.string(),
  requestId: v.string(),
  field: v.optional(v.string()),
});

export type ErrorBody = v.InferOutput<typeof errorBody>;
