import { listTrashRequest } from '@airlock/contract';

import { listTrash } from '../changes/list-trash.ts';
import { requiredVariable } from '../environment.ts';
import { apiHandler } from '../http/api-handler.ts';
import { deployedVersionStore } from '../s3/deployed.ts';

const needs = { versions: deployedVersionStore(), noncurrentDays: Number(requiredVariable('NONCURRENT_DAYS')) };

export const handler = apiHandler(listTrashRequest, ({ caller, input }) => listTrash(needs, caller, input));
