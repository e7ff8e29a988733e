import { listUploadsRequest } from '@airlock/contract';

import { apiHandler } from '../http/api-handler.ts';
import { deployedUploadStore } from '../s3/deployed.ts';
import { listUploads } from '../uploads/list-uploads.ts';

const needs = { uploads: deployedUploadStore() };

export const handler = apiHandler(listUploadsRequest, ({ caller }) => listUploads(needs, caller));
