import { fileToDownload } from '@airlock/contract';

import { presignGetBatch } from '../files/presign-get-batch.ts';
import { batchHandler } from '../http/batch-handler.ts';
import { deployedDownloads } from '../s3/deployed.ts';

const downloadsOf = deployedDownloads();

export const handler = batchHandler(fileToDownload, async ({ caller, ...asked }) =>
  presignGetBatch(await downloadsOf(caller), caller, asked),
);
