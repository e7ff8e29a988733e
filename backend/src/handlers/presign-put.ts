import { presignPutRequest } from '@airlock/contract';

import { presignPut } from '../files/presign-put.ts';
import { apiHandler } from '../http/api-handler.ts';
import { realPutSigner } from '../s3/real-put-signer.ts';

const real = { signer: realPutSigner() };

export const handler = apiHandler(presignPutRequest, ({ caller, input }) => presignPut(real, caller, input));
