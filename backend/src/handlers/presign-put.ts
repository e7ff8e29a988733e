import { presignPutRequest } from '@airlock/contract';

import { requiredVariable } from '../environment.ts';
import { presignPut } from '../files/presign-put.ts';
import { apiHandler } from '../http/api-handler.ts';
import { deployedPutSigner } from '../s3/deployed.ts';

const maxFileBytes = Number(requiredVariable('MAX_FILE_BYTES'));
const signerOf = deployedPutSigner('put');

export const handler = apiHandler(presignPutRequest, async ({ caller, input }) =>
  presignPut({ signer: await signerOf(caller), maxFileBytes }, caller, input),
);
