import { presignGetRequest } from '@airlock/contract';

import { presignGet } from '../files/presign-get.ts';
import { apiHandler } from '../http/api-handler.ts';
import { realFileStore } from '../s3/real-file-store.ts';
import { realGetSigner } from '../s3/real-get-signer.ts';

const real = { files: realFileStore(), signer: realGetSigner() };

export const handler = apiHandler(presignGetRequest, ({ caller, input }) => presignGet(real, caller, input));
