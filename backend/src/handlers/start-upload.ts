import { startUploadRequest } from '@airlock/contract';

import { requiredVariable } from '../environment.ts';
import { apiHandler } from '../http/api-handler.ts';
import { deployedFileStore, deployedUploadStore } from '../s3/deployed.ts';
import { startUpload } from '../uploads/start-upload.ts';

const needs = {
  files: deployedFileStore(),
  uploads: deployedUploadStore(),
  maxFileBytes: Number(requiredVariable('MAX_FILE_BYTES')),
  maxOpenUploads: Number(requiredVariable('MAX_OPEN_UPLOADS')),
};

export const handler = apiHandler(startUploadRequest, ({ caller, input }) => startUpload(needs, caller, input), {
  status: 201,
});
