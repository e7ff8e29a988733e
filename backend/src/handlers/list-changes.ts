import { listChangesRequest } from '@airlock/contract';

import { listChanges } from '../changes/list-changes.ts';
import { systemClock } from '../changes/clock.ts';
import { apiHandler } from '../http/api-handler.ts';
import { deployedChangeStore } from '../s3/deployed.ts';

const needs = { changes: deployedChangeStore(), clock: systemClock };

export const handler = apiHandler(listChangesRequest, ({ caller, input }) => listChanges(needs, caller, input));
