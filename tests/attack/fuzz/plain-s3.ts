import { join } from 'node:path';

import { startS3, type RunningS3 } from '@airlock/stand-ins/s3';

import { stackKeys } from '../gateway.ts';
import type { World } from '../world.ts';

/**
 * Starts an S3 that evaluates no policies. An evaluation for each call would take most of the time of ten thousand
 * cases.
 */
export function startPlainS3(world: World): Promise<RunningS3> {
  const { template } = world.running;
  return startS3({
    directory: join(world.directory, 'fuzz-s3'),
    port: 0,
    region: template.stack.region,
    accountId: template.stack.accountId,
    buckets: ['FilesBucket', 'StateBucket'].map((id) => ({
      name: template.id(id),
      properties: template.resource(id).properties.object(),
    })),
    findAccessKey: stackKeys(world.running, world.directory).find,
    authorize: () => Promise.resolve(true),
  });
}
