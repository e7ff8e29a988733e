import { S3Client } from '@aws-sdk/client-s3';

/** Makes an S3 client for the S3 at this address. It tries each call once. */
export function s3Client(s3: {
  url: string;
  region: string;
  accessKey: { accessKeyId: string; secretAccessKey: string };
}): S3Client {
  return new S3Client({
    endpoint: s3.url,
    region: s3.region,
    credentials: s3.accessKey,
    forcePathStyle: true,
    maxAttempts: 1,
  });
}
