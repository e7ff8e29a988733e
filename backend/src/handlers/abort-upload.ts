import { abortUploadRequest } from '@airlock/contract';

import { apiHandler } from '../http/api-handler.ts';
import { realUploadStore } from '../s3/real-upload-store.ts';
import { abortUpload } from '../uploads/abort-upload.ts';

const real = { uploads: realUploadStore() };

export const handler = apiHandler(abortUploadRequest, ({ caller, input }) => abortUpload(real, caller, input));
