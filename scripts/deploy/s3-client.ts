import { S3Client } from '@aws-sdk/client-s3';

/** Makes a client of S3 in a region; without one, in that of the AWS configuration. A custom endpoint has no host names for buckets. */
export function s3Client(region: string | undefined): S3Client {
  const hasOwnEndpoint = (process.env['AWS_ENDPOINT_URL_S3'] ?? process.env['AWS_ENDPOINT_URL']) !== undefined;
  return new S3Client({ ...(region !== undefined && { region }), forcePathStyle: hasOwnEndpoint });
}
