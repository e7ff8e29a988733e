import { createFolderRequest } from '@airlock/contract';

import { createFolder } from '../files/create-folder.ts';
import { apiHandler } from '../http/api-handler.ts';
import { deployedFileStore } from '../s3/deployed.ts';

const needs = { files: deployedFileStore() };

export const handler = apiHandler(createFolderRequest, ({ caller, input }) => createFolder(needs, caller, input), {
  status: 201,
});
