import * as v from 'valibot';

import { exactObject } from './exact-object.ts';
import { path, uploadId } from './fields.ts';

/** Request of `DELETE /uploads/{uploadId}?path=`. The answer is 204, also when there was nothing to abort. */
export const abortUploadRequest = exactObject({ uploadId, path });
export type AbortUploadRequest = v.InferOutput<typeof abortUploadRequest>;
