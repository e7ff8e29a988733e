import { S3Client } from '@aws-sdk/client-s3';

/** A client of the SDK that the stores are written for, for any S3 by its address; each call is tried once. */
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
