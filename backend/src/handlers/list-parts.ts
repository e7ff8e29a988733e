import { listPartsRequest } from '@airlock/contract';

import { apiHandler } from '../http/api-handler.ts';
import { deployedUploadStore } from '../s3/deployed.ts';
import { listParts } from '../uploads/list-parts.ts';

const needs = { uploads: deployedUploadStore() };

export const handler = apiHandler(listPartsRequest, ({ caller, input }) => listParts(needs, caller, input));
