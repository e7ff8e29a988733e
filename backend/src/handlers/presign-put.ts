import { presignPutRequest } from '@airlock/contract';

import { presignPut } from '../files/presign-put.ts';
import { apiHandler } from '../http/api-handler.ts';
import { realSigner } from '../s3/real-signer.ts';

const real = { signer: realSigner() };

export const handler = apiHandler(presignPutRequest, ({ caller, input }) => presignPut(real, caller, input));
