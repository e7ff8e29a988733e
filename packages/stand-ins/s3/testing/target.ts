/** A server to test: the stand-in or any other S3. Both buckets exist, are empty or used by this suite only. */
export interface Target {
  /** `http://127.0.0.1:9000`; addressed in path style. */
  readonly url: string;
  readonly region: string;
  /** Not versioned, with the CORS rules `corsRules`. */
  readonly bucket: string;
  /** Versioned. */
  readonly versionedBucket: string;
  /** The clock to sign by, when it is not the real one. */
  readonly now?: () => Date;
  readonly accessKey: { readonly accessKeyId: string; readonly secretAccessKey: string };
}

export const allowedOrigin = 'http://localhost:4200';

/** In the words of CloudFormation; `compare.ts` translates them for PutBucketCors. */
export const corsRules = [
  {
    AllowedOrigins: [allowedOrigin],
    AllowedMethods: ['GET', 'PUT'] as const,
    AllowedHeaders: ['content-type', 'x-amz-checksum-*'],
    ExposedHeaders: ['ETag', 'x-amz-checksum-crc64nvme'],
    MaxAge: 3600,
  },
];
