import * as v from 'valibot';

import { exactObject } from './exact-object.ts';
import { path } from './fields.ts';

/** Request of `DELETE /files?path=`. The answer is 204, also when there was nothing to delete. */
export const deleteFileRequest = exactObject({ path });
export type DeleteFileRequest = v.InferOutput<typeof deleteFileRequest>;
