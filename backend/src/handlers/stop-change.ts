import { stopChangeRequest } from '@airlock/contract';

import { stopChange } from '../changes/stop-change.ts';
import { systemClock } from '../changes/clock.ts';
import { apiHandler } from '../http/api-handler.ts';
import { deployedChangeStore } from '../s3/deployed.ts';

const needs = { changes: deployedChangeStore(), clock: systemClock };

export const handler = apiHandler(stopChangeRequest, ({ caller, input }) => stopChange(needs, caller, input));
