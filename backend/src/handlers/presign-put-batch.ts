import { fileToUpload } from '@airlock/contract';

import { requiredVariable } from '../environment.ts';
import { presignPutBatch } from '../files/presign-put-batch.ts';
import { batchHandler } from '../http/batch-handler.ts';
import { deployedPutSigner } from '../s3/deployed.ts';

const maxFileBytes = Number(requiredVariable('MAX_FILE_BYTES'));
const signerOf = deployedPutSigner('put');

export const handler = batchHandler(fileToUpload, async ({ caller, ...asked }) =>
  presignPutBatch({ signer: await signerOf(caller), maxFileBytes }, caller, asked),
);
