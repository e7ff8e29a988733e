import { deleteFileRequest } from '@airlock/contract';

import { deleteFile } from '../files/delete-file.ts';
import { apiHandler } from '../http/api-handler.ts';
import { realFileStore } from '../s3/real-file-store.ts';

const real = { files: realFileStore() };

export const handler = apiHandler(deleteFileRequest, ({ caller, input }) => deleteFile(real, caller, input));
