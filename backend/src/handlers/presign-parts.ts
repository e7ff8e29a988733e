import { presignPartsRequest } from '@airlock/contract';

import { apiHandler } from '../http/api-handler.ts';
import { realSigner } from '../s3/real-signer.ts';
import { presignParts } from '../uploads/presign-parts.ts';

const real = { signer: realSigner() };

export const handler = apiHandler(presignPartsRequest, ({ caller, input }) => presignParts(real, caller, input));
