import { presignPartsRequest } from '@airlock/contract';

import { apiHandler } from '../http/api-handler.ts';
import { realPutSigner } from '../s3/real-put-signer.ts';
import { presignParts } from '../uploads/presign-parts.ts';

const signerOf = realPutSigner('put-part');

export const handler = apiHandler(presignPartsRequest, async ({ caller, input }) =>
  presignParts({ signer: await signerOf(caller) }, caller, input),
);
