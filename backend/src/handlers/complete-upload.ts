import { completeUploadRequest } from '@airlock/contract';

import { apiHandler } from '../http/api-handler.ts';
import { deployedFileStore, deployedUploadStore } from '../s3/deployed.ts';
import { completeUpload } from '../uploads/complete-upload.ts';

const needs = { files: deployedFileStore(), uploads: deployedUploadStore() };

export const handler = apiHandler(completeUploadRequest, ({ caller, input }) => completeUpload(needs, caller, input));
