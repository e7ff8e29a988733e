import { listFilesRequest } from '@airlock/contract';

import { listFiles } from '../files/list-files.ts';
import { apiHandler } from '../http/api-handler.ts';
import { deployedFileStore } from '../s3/deployed.ts';

const needs = { files: deployedFileStore() };

export const handler = apiHandler(listFilesRequest, ({ caller, input }) => listFiles(needs, caller, input));
