import { listPartsRequest } from '@airlock/contract';

import { apiHandler } from '../http/api-handler.ts';
import { realUploadStore } from '../s3/real-upload-store.ts';
import { listParts } from '../uploads/list-parts.ts';

const real = { uploads: realUploadStore() };

export const handler = apiHandler(listPartsRequest, ({ caller, input }) => listParts(real, caller, input));
