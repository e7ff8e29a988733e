/** Runs the cases of the memory stores on the product's stores with the local S3. */
import { startStandIn, type StandIn } from '@airlock/stand-ins/s3/testing/stand-in.ts';
import { afterAll, beforeAll, describe, it, jest } from '@jest/globals';

import { storeCases } from '../../backend/src/testing/store-cases.ts';
import { s3Subject } from './s3-subject.ts';

jest.setTimeout(30_000);

describe('the stores on the local S3', () => {
  let standIn: StandIn;
  beforeAll(async () => {
    standIn = await startStandIn();
  });
  afterAll(() => standIn.close());

  it.each(storeCases.map(({ name, run }) => [name, run] as const))('%s', async (_, run) => {
    const subject = s3Subject(standIn.target);
    try {
      await run(subject);
    } finally {
      subject.close();
    }
  });
});
