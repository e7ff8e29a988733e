import { presignPutRequest } from '@airlock/contract';

import { presignPut } from '../files/presign-put.ts';
import { apiHandler } from '../http/api-handler.ts';
import { deployedPutSigner } from '../s3/deployed.ts';

const signerOf = deployedPutSigner('put');

export const handler = apiHandler(presignPutRequest, async ({ caller, input }) =>
  presignPut({ signer: await signerOf(caller) }, caller, input),
);
