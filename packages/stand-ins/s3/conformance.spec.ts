import { afterAll, beforeAll, describe, it } from '@jest/globals';

import { Client } from './testing/client.ts';
import { conformanceCases } from './conformance/index.ts';
import { startStandIn } from './testing/stand-in.ts';

describe('the local S3', () => {
  let standIn: Awaited<ReturnType<typeof startStandIn>>;
  beforeAll(async () => {
    standIn = await startStandIn();
  });
  afterAll(() => standIn.close());

  it.each(conformanceCases.map(({ name, run }) => [name, run] as const))('%s', async (_name, run) => {
    await run(new Client(standIn.target));
  });
});
