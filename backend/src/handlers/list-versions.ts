import { listVersionsRequest } from '@airlock/contract';

import { listVersions } from '../changes/list-versions.ts';
import { apiHandler } from '../http/api-handler.ts';
import { deployedVersionStore } from '../s3/deployed.ts';

const needs = { versions: deployedVersionStore() };

export const handler = apiHandler(listVersionsRequest, ({ caller, input }) => listVersions(needs, caller, input));
