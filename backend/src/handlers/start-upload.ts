import { startUploadRequest } from '@airlock/contract';

import { apiHandler } from '../http/api-handler.ts';
import { realFileStore } from '../s3/real-file-store.ts';
import { realUploadStore } from '../s3/real-upload-store.ts';
import { startUpload } from '../uploads/start-upload.ts';

const real = { files: realFileStore(), uploads: realUploadStore() };

export const handler = apiHandler(startUploadRequest, ({ caller, input }) => startUpload(real, caller, input), {
  status: 201,
});
