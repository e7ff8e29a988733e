import { abortUploadRequest } from '@airlock/contract';

import { apiHandler } from '../http/api-handler.ts';
import { deployedUploadStore } from '../s3/deployed.ts';
import { abortUpload } from '../uploads/abort-upload.ts';

const needs = { uploads: deployedUploadStore() };

export const handler = apiHandler(abortUploadRequest, ({ caller, input }) => abortUpload(needs, caller, input));
