import { S3Client, S3ServiceException } from '@aws-sdk/client-s3';
import { describe, expect, it } from '@jest/globals';

import { checkLeftovers } from './check-leftovers.ts';

const place = { stackName: 'airlock', region: 'eu-central-1' };

/** Makes a client that gets one status as its answer. */
function s3With(httpStatusCode: number): S3Client {
  const client = new S3Client({ region: 'eu-central-1' });
  const $metadata = { httpStatusCode };
  client.middlewareStack.add(
    () => () =>
      httpStatusCode === 200
        ? Promise.resolve({ response: {}, output: { $metadata } })
        : Promise.reject(new S3ServiceException({ name: 'Refused', message: 'no', $fault: 'client', $metadata })),
    { step: 'initialize', priority: 'high' },
  );
  return client;
}
const check = (status: number) => checkLeftovers(s3With(status), 'airlock-files', place);

describe('a first deploy', () => {
  it('is refused where files have outlived a stack of the same name, and names the command', async () => {
    await expect(check(200)).rejects.toThrow('Run "npm run adopt -- --stack airlock --region eu-central-1"');
  });

  it.each([404, 403])('goes on where S3 answers %d', async (status) => {
    await expect(check(status)).resolves.toBeUndefined();
  });

  it('does not take a failure for an absent bucket', async () => {
    await expect(check(503)).rejects.toThrow('no');
  });
});
