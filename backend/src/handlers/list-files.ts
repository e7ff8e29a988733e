import { listFilesRequest } from '@airlock/contract';

import { listFiles } from '../files/list-files.ts';
import { apiHandler } from '../http/api-handler.ts';
import { realFileStore } from '../s3/real-file-store.ts';

const real = { files: realFileStore() };

export const handler = apiHandler(listFilesRequest, ({ caller, input }) => listFiles(real, caller, input));
