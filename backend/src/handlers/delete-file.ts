import { deleteFileRequest } from '@airlock/contract';

import { deleteFile } from '../files/delete-file.ts';
import { apiHandler } from '../http/api-handler.ts';
import { deployedFileStore } from '../s3/deployed.ts';

const needs = { files: deployedFileStore() };

export const handler = apiHandler(deleteFileRequest, ({ caller, input }) => deleteFile(needs, caller, input));
