import { type S3Client, S3ServiceException } from '@aws-sdk/client-s3';
import { jest } from '@jest/globals';

/** Lets S3 answer the next command of `client`, or fail it, without a network. */
export function answerNext(client: S3Client, answer: object | Error) {
  const send = jest.spyOn(client, 'send') as unknown as jest.Mock<(command: { input: unknown }) => Promise<unknown>>;
  return answer instanceof Error ? send.mockRejectedValueOnce(answer) : send.mockResolvedValueOnce(answer);
}

/** Returns an error as the SDK makes it of an answer of S3. */
export const s3Error = (name: string, httpStatusCode: number): S3ServiceException =>
  new S3ServiceException({ name, $fault: 'client', message: 'SDK text', $metadata: { httpStatusCode } });
