import { deleteFilesRequest } from '@airlock/contract';

import { systemClock } from '../changes/clock.ts';
import { continuationOf } from '../changes/continuation.ts';
import { deleteAction, deleteFiles } from '../changes/delete-files.ts';
import { changeHandler } from '../http/change-handler.ts';
import { deployedChangeStore, deployedChangeWorkflow, deployedFileStore } from '../s3/deployed.ts';

const needs = {
  files: deployedFileStore(),
  changes: deployedChangeStore(),
  workflow: deployedChangeWorkflow(),
  clock: systemClock,
};

export const handler = changeHandler(
  deleteFilesRequest,
  ({ caller, input }) => deleteFiles(needs, caller, input),
  continuationOf(needs, deleteAction(needs)),
);
