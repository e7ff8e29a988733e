import * as v from 'valibot';

import { exactObject } from './exact-object.ts';
import { storedPath, uploadId } from './fields.ts';

/** Request of `DELETE /uploads/{uploadId}?path=`. The answer is 204, also when there was nothing to abort. */
export const abortUploadRequest = exactObject({ uploadId, path: storedPath });
export type AbortUploadRequest = v.InferOutput<typeof abortUploadRequest>;
