import { S3Client } from '@aws-sdk/client-s3';

/** Makes a client of S3 with the AWS configuration of the person who runs a command. */
export function s3Client(place: { readonly region?: string }): S3Client {
  // A custom endpoint has no host names for buckets.
  const hasOwnEndpoint = (process.env['AWS_ENDPOINT_URL_S3'] ?? process.env['AWS_ENDPOINT_URL']) !== undefined;
  return new S3Client({ ...place, forcePathStyle: hasOwnEndpoint });
}
