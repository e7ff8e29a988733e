/** What the holder of a signed URL, or the function itself, does with a caller's files. */
export type FileAccess = 'put' | 'put-part' | 'get';

export interface PolicyScope {
  /** `arn:aws:s3:::bucket` */
  readonly bucketArn: string;
  /** The id of a verified token. It is a UUID, so nothing in it is a wildcard. */
  readonly callerId: string;
  /** ARN of the key that encrypts the files; `undefined` when S3's own keys do. */
  readonly kmsKeyArn: string | undefined;
}

/** The actions of each kind of access, as in the roles of template.yaml. S3 requires s3:GetObject for a write with If-Match. */
const actions: Readonly<Record<FileAccess, { readonly s3: readonly string[]; readonly kms: readonly string[] }>> = {
  put: { s3: ['s3:PutObject', 's3:GetObject'], kms: ['kms:GenerateDataKey', 'kms:Decrypt'] },
  'put-part': { s3: ['s3:PutObject'], kms: ['kms:GenerateDataKey', 'kms:Decrypt'] },
  get: { s3: ['s3:GetObject', 's3:GetObjectVersion'], kms: ['kms:Decrypt'] },
};

/**
 * Writes the session policy of one caller: it allows what one operation needs, on the caller's own files. It computes their
 * prefix itself and does not use `files/object-key.ts`, so that a fault in that file is not a fault here too.
 */
export function sessionPolicy(access: FileAccess, { bucketArn, callerId, kmsKeyArn }: PolicyScope): string {
  const prefix = `users/${callerId}/*`;
  const { s3, kms } = actions[access];
  const files = { Effect: 'Allow', Action: s3, Resource: `${bucketArn}/${prefix}` };
  // This lets S3 tell a missing file from a forbidden file.
  const list = {
    Effect: 'Allow',
    Action: 's3:ListBucket',
    Resource: bucketArn,
    Condition: { StringLike: { 's3:prefix': prefix } },
  };
  const key = { Effect: 'Allow', Action: kms, Resource: kmsKeyArn };
  return JSON.stringify({
    Version: '2012-10-17',
    Statement: [files, ...(access === 'get' ? [list] : []), ...(kmsKeyArn === undefined ? [] : [key])],
  });
}
