import { measureFolderRequest } from '@airlock/contract';

import { measureFolder } from '../files/measure-folder.ts';
import { apiHandler } from '../http/api-handler.ts';
import { deployedFileStore } from '../s3/deployed.ts';

const needs = { files: deployedFileStore() };

export const handler = apiHandler(measureFolderRequest, ({ caller, input }) => measureFolder(needs, caller, input));
