import { moveFilesRequest } from '@airlock/contract';

import { systemClock } from '../changes/clock.ts';
import { continuationOf } from '../changes/continuation.ts';
import { moveAction } from '../changes/copies/copying-action.ts';
import { moveFiles } from '../changes/move-files.ts';
import { changeHandler } from '../http/change-handler.ts';
import {
  deployedChangeStore,
  deployedChangeWorkflow,
  deployedCopyStore,
  deployedFileStore,
  deployedVersionStore,
} from '../s3/deployed.ts';

const needs = {
  files: deployedFileStore(),
  copies: deployedCopyStore(),
  versions: deployedVersionStore(),
  changes: deployedChangeStore(),
  workflow: deployedChangeWorkflow(),
  clock: systemClock,
};

export const handler = changeHandler(
  moveFilesRequest,
  ({ caller, input }) => moveFiles(needs, caller, input),
  continuationOf(needs, moveAction(needs)),
);
