import { afterAll, beforeAll, describe, it } from '@jest/globals';
import fc from 'fast-check';
import type { RunningS3 } from '@airlock/stand-ins/s3';

import { operations } from '../api.ts';
import { claimsOf } from '../forged-tokens.ts';
import { eventOf, loadLambdas, type Lambda } from '../lambda.ts';
import { openWorld, type World } from '../world.ts';
import { mustKeepTheContract, seed } from './contract.ts';
import { inputsOf } from './inputs.ts';
import { startPlainS3 } from './plain-s3.ts';

const casesPerRoute = 9500;
let world: World;
let s3: RunningS3;
let lambdas: ReadonlyMap<string, Lambda>;
let claims: object;

beforeAll(async () => {
  world = await openWorld();
  s3 = await startPlainS3(world);
  lambdas = await loadLambdas(world, operations, { AWS_ENDPOINT_URL_S3: s3.url });
  claims = claimsOf(world.owner.accessToken);
}, 120_000);
afterAll(async () => {
  await s3.close();
  await world.close();
});

describe(`${casesPerRoute} cases with the seed ${seed}`, () => {
  it.each(operations)(
    '$name answers each as the contract says, never with a 5xx',
    async (operation) => {
      const lambda = lambdas.get(operation.name)!;
      const answered = fc.asyncProperty(inputsOf(operation), async (input) => {
        mustKeepTheContract(operation, await lambda(eventOf(operation, input, { claims })));
      });
      await fc.assert(answered, { numRuns: casesPerRoute, seed });
    },
    300_000,
  );
});
