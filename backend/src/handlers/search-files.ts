import { searchFilesRequest } from '@airlock/contract';

import { searchFiles } from '../files/search-files.ts';
import { apiHandler } from '../http/api-handler.ts';
import { deployedFileStore } from '../s3/deployed.ts';

const needs = { files: deployedFileStore() };

export const handler = apiHandler(searchFilesRequest, ({ caller, input }) => searchFiles(needs, caller, input));
