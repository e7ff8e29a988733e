import { presignGetRequest } from '@airlock/contract';

import { presignGet } from '../files/presign-get.ts';
import { apiHandler } from '../http/api-handler.ts';
import { realDownloads } from '../s3/real-downloads.ts';

const downloadsOf = realDownloads();

export const handler = apiHandler(presignGetRequest, async ({ caller, input }) =>
  presignGet(await downloadsOf(caller), caller, input),
);
