import { presignGetRequest } from '@airlock/contract';

import { presignGet } from '../files/presign-get.ts';
import { apiHandler } from '../http/api-handler.ts';
import { deployedDownloads } from '../s3/deployed.ts';

const downloadsOf = deployedDownloads();

export const handler = apiHandler(presignGetRequest, async ({ caller, input }) =>
  presignGet(await downloadsOf(caller), caller, input),
);
