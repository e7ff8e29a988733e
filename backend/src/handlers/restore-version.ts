import { restoreVersionRequest } from '@airlock/contract';

import { systemClock } from '../changes/clock.ts';
import { restoreVersion } from '../changes/restore-version.ts';
import { apiHandler } from '../http/api-handler.ts';
import { deployedCopyStore, deployedFileStore, deployedVersionStore } from '../s3/deployed.ts';

const needs = {
  files: deployedFileStore(),
  versions: deployedVersionStore(),
  copies: deployedCopyStore(),
  clock: systemClock,
};

export const handler = apiHandler(restoreVersionRequest, ({ caller, input }) => restoreVersion(needs, caller, input));
