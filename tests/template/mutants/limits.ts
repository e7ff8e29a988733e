import { removed, replaced } from '@airlock/template/testing/change.ts';

import { slowRoutes } from '../checks/limits.ts';
import type { Mutant } from './mutant.ts';

const api = 'Api/Properties';
const settings = `${api}/MethodSettings`;
const responses = `${api}/GatewayResponses`;

export const limitMutants: readonly Mutant[] = [
  { name: 'no limits', change: removed(settings), caughtBy: 'Api limits each method' },
  { name: 'no limit but for changes', change: removed(`${settings}/0`), caughtBy: 'Api limits each method' },
  {
    name: 'a burst that no parameter changes',
    change: replaced(`${settings}/0/ThrottlingBurstLimit`, 400),
    caughtBy: 'Api limits each method',
  },
  ...slowRoutes.flatMap(({ route, as }, index): readonly Mutant[] => [
    {
      name: `${route} as often as anything else`,
      change: removed(`${settings}/${index + 1}`),
      caughtBy: `Api limits ${route} as a ${as}`,
    },
    {
      name: `${route} that no parameter limits`,
      change: replaced(`${settings}/${index + 1}/ThrottlingRateLimit`, 10_000),
      caughtBy: `Api limits ${route} as a ${as}`,
    },
  ]),
  ...['THROTTLED', 'QUOTA_EXCEEDED'].flatMap((type): readonly Mutant[] => [
    {
      name: `${type} without a word about when to ask again`,
      change: removed(`${responses}/${type}/ResponseParameters/Headers/Retry-After`),
      caughtBy: `Api says when to ask again after ${type}`,
    },
    {
      name: `${type} whose Retry-After DevOrigin cannot read`,
      change: removed(`${responses}/${type}/ResponseParameters/Headers/Access-Control-Expose-Headers`),
      caughtBy: `Api says when to ask again after ${type}`,
    },
    {
      name: `${type} as any other refusal`,
      change: removed(`${responses}/${type}`),
      caughtBy: `Api says when to ask again after ${type}`,
    },
  ]),
  ...['PresignPut', 'PresignPutBatch', 'StartUpload', 'PresignParts'].flatMap((name): readonly Mutant[] => [
    {
      name: `${name} that no parameter limits`,
      change: replaced(`${name}/Properties/Environment/Variables/MAX_FILE_BYTES`, '53687091200000'),
      caughtBy: `${name} knows how large a file may be`,
    },
  ]),
  {
    name: 'any number of open uploads',
    change: replaced('StartUpload/Properties/Environment/Variables/MAX_OPEN_UPLOADS', '1000'),
    caughtBy: 'StartUpload knows how many uploads may be open',
  },
  {
    name: 'lists as they are',
    change: removed(`${api}/MinimumCompressionSize`),
    caughtBy: 'Api compresses lists, and no signed URL',
  },
  {
    name: 'every answer compressed',
    change: replaced(`${api}/MinimumCompressionSize`, 0),
    caughtBy: 'Api compresses lists, and no signed URL',
  },
];
