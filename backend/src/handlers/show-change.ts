import { showChangeRequest } from '@airlock/contract';

import { showChange } from '../changes/show-change.ts';
import { systemClock } from '../changes/clock.ts';
import { apiHandler } from '../http/api-handler.ts';
import { deployedChangeStore } from '../s3/deployed.ts';

const needs = { changes: deployedChangeStore(), clock: systemClock };

export const handler = apiHandler(showChangeRequest, ({ caller, input }) => showChange(needs, caller, input));
