import { completeUploadRequest } from '@airlock/contract';

import { apiHandler } from '../http/api-handler.ts';
import { realFileStore } from '../s3/real-file-store.ts';
import { realUploadStore } from '../s3/real-upload-store.ts';
import { completeUpload } from '../uploads/complete-upload.ts';

const real = { files: realFileStore(), uploads: realUploadStore() };

export const handler = apiHandler(completeUploadRequest, ({ caller, input }) => completeUpload(real, caller, input));
