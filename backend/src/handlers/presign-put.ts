import { presignPutRequest } from '@airlock/contract';

import { presignPut } from '../files/presign-put.ts';
import { apiHandler } from '../http/api-handler.ts';
import { realPutSigner } from '../s3/real-put-signer.ts';

const signerOf = realPutSigner('put');

export const handler = apiHandler(presignPutRequest, async ({ caller, input }) =>
  presignPut({ signer: await signerOf(caller) }, caller, input),
);
