/** A server to test: the stand-in or any other S3. Both buckets exist and are empty or used by this suite only. */
export interface Target {
  /** The address, for requests in path style: `http://127.0.0.1:9000`. */
  readonly url: string;
  readonly region: string;
  /** A bucket that is not versioned, with the CORS rules `corsRules`. */
  readonly bucket: string;
  /** A versioned bucket. */
  readonly versionedBucket: string;
  /** The clock to sign by, when it is not the real one. */
  readonly now?: () => Date;
  readonly accessKey: { readonly accessKeyId: string; readonly secretAccessKey: string };
}

export const allowedOrigin = 'http://localhost:4200';

/** CORS rules in the words of CloudFormation; `compare.ts` translates them for PutBucketCors. */
export const corsRules = [
  {
    AllowedOrigins: [allowedOrigin],
    AllowedMethods: ['GET', 'PUT'] as const,
    AllowedHeaders: ['content-type', 'x-amz-checksum-*'],
    ExposedHeaders: ['ETag', 'x-amz-checksum-crc64nvme'],
    MaxAge: 3600,
  },
];
