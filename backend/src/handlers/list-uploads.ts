import { listUploadsRequest } from '@airlock/contract';

import { apiHandler } from '../http/api-handler.ts';
import { realUploadStore } from '../s3/real-upload-store.ts';
import { listUploads } from '../uploads/list-uploads.ts';

const real = { uploads: realUploadStore() };

export const handler = apiHandler(listUploadsRequest, ({ caller }) => listUploads(real, caller));
