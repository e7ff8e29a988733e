import { afterAll, beforeAll, describe, it } from '@jest/globals';
import fc from 'fast-check';

import { callOperation, operations, placed, type Input, type Operation } from '../api.ts';
import { openWorld, type World } from '../world.ts';
import { mustKeepTheContract, seed } from './contract.ts';
import { inputsOf } from './inputs.ts';

const casesPerRoute = 500;
let world: World;

beforeAll(async () => {
  world = await openWorld();
}, 120_000);
afterAll(() => world.close());

describe(`${casesPerRoute} cases over HTTP with the seed ${seed + 1}`, () => {
  it.each(operations)(
    '$name answers each as the contract says, never with a 5xx',
    async (operation) => {
      const to = { apiUrl: world.apiUrl, token: world.owner.accessToken };
      const answered = fc.asyncProperty(
        inputsOf(operation).filter((input) => fitsAUrl(operation, input)),
        async (input) => {
          mustKeepTheContract(operation, await callOperation(to, operation, input));
        },
      );
      await fc.assert(answered, { numRuns: casesPerRoute, seed: seed + 1 });
    },
    300_000,
  );

  /**
   * Returns whether the request reaches its route. The HTTP server itself refuses longer URLs with 431, and a URL
   * without a name in its path belongs to another route.
   */
  function fitsAUrl(operation: Operation, input: Input): boolean {
    const { path, query } = placed(operation, input);
    return path.length + query.length < 8000 && !/\/\/|\/$/.test(path);
  }
});
