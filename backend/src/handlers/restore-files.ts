import { restoreFilesRequest } from '@airlock/contract';

import { systemClock } from '../changes/clock.ts';
import { continuationOf } from '../changes/continuation.ts';
import { restoreAction, restoreFiles } from '../changes/restore-files.ts';
import { changeHandler } from '../http/change-handler.ts';
import { deployedChangeStore, deployedChangeWorkflow, deployedVersionStore } from '../s3/deployed.ts';

const needs = {
  versions: deployedVersionStore(),
  changes: deployedChangeStore(),
  workflow: deployedChangeWorkflow(),
  clock: systemClock,
};

export const handler = changeHandler(
  restoreFilesRequest,
  ({ caller, input }) => restoreFiles(needs, caller, input),
  continuationOf(needs, restoreAction(needs)),
);
