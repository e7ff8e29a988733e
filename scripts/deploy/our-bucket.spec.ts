import { S3Client } from '@aws-sdk/client-s3';
import { describe, expect, it } from '@jest/globals';

import { isOurBucket, refuseLeftBuckets } from './our-bucket.ts';

const place = {
  ...{ name: 'airlock', region: 'eu-central-1', accountId: '123456789012' },
  partition: 'aws',
  urlSuffix: 'x',
};

/** Makes a client that sends nothing and answers to HEAD with that status. */
function s3With(httpStatusCode: number): S3Client {
  const client = new S3Client({ region: 'eu-central-1' });
  const answer = { output: { $metadata: { httpStatusCode } }, response: {} };
  const refusal = Object.assign(new Error('UnknownError'), answer.output);
  const reply = () => (httpStatusCode === 200 ? Promise.resolve(answer) : Promise.reject(refusal));
  client.middlewareStack.add(() => reply, { step: 'initialize' });
  return client;
}

describe('a new stack', () => {
  it('is made where no bucket is left', async () => {
    await expect(refuseLeftBuckets(s3With(404), ['airlock-files'], place)).resolves.toBeUndefined();
  });

  it('is not made while a bucket of an earlier one is there', async () => {
    const work = refuseLeftBuckets(s3With(200), ['airlock-files'], place);
    await expect(work).rejects.toThrow(
      'The bucket airlock-files is left of an earlier stack: run "npm run adopt -- --stack airlock --region eu-central-1" first, with the other options of this deploy.',
    );
  });

  it.each([
    [403, 'The bucket airlock-files belongs to another account, or you may not see it'],
    [301, 'The bucket airlock-files is not in eu-central-1: give its --region.'],
    [500, 'UnknownError'],
  ])('says what an answer %s means', async (status, sentence) => {
    await expect(isOurBucket(s3With(status), 'airlock-files', place)).rejects.toThrow(sentence);
  });
});
