import { startUploadRequest } from '@airlock/contract';

import { apiHandler } from '../http/api-handler.ts';
import { deployedFileStore, deployedUploadStore } from '../s3/deployed.ts';
import { startUpload } from '../uploads/start-upload.ts';

const needs = { files: deployedFileStore(), uploads: deployedUploadStore() };

export const handler = apiHandler(startUploadRequest, ({ caller, input }) => startUpload(needs, caller, input), {
  status: 201,
});
