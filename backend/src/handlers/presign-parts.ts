import { presignPartsRequest } from '@airlock/contract';

import { requiredVariable } from '../environment.ts';
import { apiHandler } from '../http/api-handler.ts';
import { deployedPutSigner } from '../s3/deployed.ts';
import { presignParts } from '../uploads/presign-parts.ts';

const maxFileBytes = Number(requiredVariable('MAX_FILE_BYTES'));
const signerOf = deployedPutSigner('put-part');

export const handler = apiHandler(presignPartsRequest, async ({ caller, input }) =>
  presignParts({ signer: await signerOf(caller), maxFileBytes }, caller, input),
);
