/** What the holder of a signed URL, or the function itself, does with a caller's files. */
export type FileAccess = 'put' | 'put-part' | 'get';

export interface PolicyScope {
  /** `arn:aws:s3:::bucket` */
  readonly bucketArn: string;
  /** Of a verified token: a UUID, so nothing in it is a wildcard. */
  readonly callerId: string;
  /** Of the files' own key; `undefined` with the keys of S3. */
  readonly kmsKeyArn: string | undefined;
}

/** As in the roles of template.yaml. S3 wants s3:GetObject for a write with If-Match. */
const actions: Readonly<Record<FileAccess, { readonly s3: readonly string[]; readonly kms: readonly string[] }>> = {
  put: { s3: ['s3:PutObject', 's3:GetObject'], kms: ['kms:GenerateDataKey', 'kms:Decrypt'] },
  'put-part': { s3: ['s3:PutObject'], kms: ['kms:GenerateDataKey', 'kms:Decrypt'] },
  get: { s3: ['s3:GetObject'], kms: ['kms:Decrypt'] },
};

/**
 * The session policy of one caller: what one operation needs, on the caller's own files. It says for itself where those
 * lie and does not ask `files/object-key.ts`, so that a fault there cannot be one here too.
 */
export function sessionPolicy(access: FileAccess, { bucketArn, callerId, kmsKeyArn }: PolicyScope): string {
  const prefix = `users/${callerId}/*`;
  const { s3, kms } = actions[access];
  const files = { Effect: 'Allow', Action: s3, Resource: `${bucketArn}/${prefix}` };
  // Tells a missing file from a forbidden one.
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
