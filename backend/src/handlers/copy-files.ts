import { copyFilesRequest } from '@airlock/contract';

import { systemClock } from '../changes/clock.ts';
import { continuationOf } from '../changes/continuation.ts';
import { copyAction } from '../changes/copies/copying-action.ts';
import { copyFiles } from '../changes/copy-files.ts';
import { changeHandler } from '../http/change-handler.ts';
import { deployedChangeStore, deployedChangeWorkflow, deployedCopyStore, deployedFileStore } from '../s3/deployed.ts';

const needs = {
  files: deployedFileStore(),
  copies: deployedCopyStore(),
  changes: deployedChangeStore(),
  workflow: deployedChangeWorkflow(),
  clock: systemClock,
};

export const handler = changeHandler(
  copyFilesRequest,
  ({ caller, input }) => copyFiles(needs, caller, input),
  continuationOf(needs, copyAction(needs)),
);
