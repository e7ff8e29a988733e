/** Which actions have a condition key; for all others the key is absent from the request. */
type Actions = 'all' | readonly string[];

const writes: Actions = ['s3:PutObject'];
const lists: Actions = ['s3:ListBucket', 's3:ListBucketVersions'];
const aclWrites = ['s3:PutBucketAcl', 's3:PutObjectAcl', 's3:PutObjectVersionAcl'];
const versions = ['DeleteObjectVersion', 'DeleteObjectVersionTagging', 'GetObjectVersion', 'GetObjectVersionAcl'];
const moreVersions = ['GetObjectVersionAttributes', 'GetObjectVersionTagging', 'PutObjectVersionAcl'];

/**
 * The condition keys that the stand-ins tell the truth about, or that no request to them ever has (a source in AWS).
 * https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazons3.html
 */
const actionsByKey: Readonly<Record<string, Actions>> = {
  'aws:SecureTransport': 'all',
  'aws:SourceAccount': 'all',
  'aws:SourceArn': 'all',
  'aws:SourceVpc': 'all',
  'aws:SourceVpce': 'all',
  's3:ResourceAccount': 'all',
  's3:TlsVersion': 'all',
  's3:authType': 'all',
  's3:signatureAge': 'all',
  's3:signatureversion': 'all',
  's3:x-amz-content-sha256': 'all',
  's3:ObjectCreationOperation': writes,
  's3:if-match': ['s3:DeleteObject', ...writes],
  's3:if-none-match': writes,
  's3:delimiter': lists,
  's3:max-keys': lists,
  's3:prefix': lists,
  's3:VersionId': [...versions, ...moreVersions, 'PutObjectVersionTagging'].map((action) => `s3:${action}`),
  's3:x-amz-acl': ['s3:CreateBucket', ...aclWrites, ...writes],
  's3:x-amz-copy-source': writes,
  's3:x-amz-metadata-directive': writes,
  's3:x-amz-server-side-encryption': writes,
  's3:x-amz-storage-class': ['s3:PutObjectAcl', 's3:PutObjectVersionAcl', ...writes],
  'sts:RoleSessionName': ['sts:AssumeRole'],
};

/** The names of all known condition keys, as AWS spells them. */
export const conditionKeys: readonly string[] = Object.keys(actionsByKey);

const byLowerCase = new Map(Object.entries(actionsByKey).map(([key, actions]) => [key.toLowerCase(), actions]));

/** Whether the evaluator knows the condition key. IAM does not distinguish upper and lower case in keys. */
export const isKnownKey = (key: string): boolean => byLowerCase.has(key.toLowerCase());

/** Whether requests for `action` have the condition key. `key` is in lower case. */
export function hasKey(action: string, key: string): boolean {
  const actions = byLowerCase.get(key);
  if (actions !== 'all') return actions?.includes(action) === true;
  return key.startsWith('aws:') || action.startsWith(key.slice(0, key.indexOf(':') + 1));
}
