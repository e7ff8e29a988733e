import { restoreVersionRequest } from '@airlock/contract';

import { restoreVersion } from '../changes/restore-version.ts';
import { apiHandler } from '../http/api-handler.ts';
import { deployedCopyStore, deployedFileStore, deployedVersionStore } from '../s3/deployed.ts';

const needs = { files: deployedFileStore(), versions: deployedVersionStore(), copies: deployedCopyStore() };

export const handler = apiHandler(restoreVersionRequest, ({ caller, input }) => restoreVersion(needs, caller, input));
