import { purgeFilesRequest } from '@airlock/contract';

import { systemClock } from '../changes/clock.ts';
import { continuationOf } from '../changes/continuation.ts';
import { purgeAction, purgeFiles } from '../changes/purge-files.ts';
import { changeHandler } from '../http/change-handler.ts';
import { deployedChangeStore, deployedChangeWorkflow, deployedVersionStore } from '../s3/deployed.ts';

const needs = {
  versions: deployedVersionStore(),
  changes: deployedChangeStore(),
  workflow: deployedChangeWorkflow(),
  clock: systemClock,
};

export const handler = changeHandler(
  purgeFilesRequest,
  ({ caller, input }) => purgeFiles(needs, caller, input),
  continuationOf(needs, purgeAction(needs)),
);
