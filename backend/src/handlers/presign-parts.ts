import { presignPartsRequest } from '@airlock/contract';

import { apiHandler } from '../http/api-handler.ts';
import { realPutSigner } from '../s3/real-put-signer.ts';
import { presignParts } from '../uploads/presign-parts.ts';

const real = { signer: realPutSigner() };

export const handler = apiHandler(presignPartsRequest, ({ caller, input }) => presignParts(real, caller, input));
