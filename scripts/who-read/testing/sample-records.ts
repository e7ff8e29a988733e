/** The bucket, the person and the file of the sample records. */
export const sub = '3f0d8a4e-1c2b-4d5e-8f90-a1b2c3d4e5f6';
export const key = `users/${sub}/reports/q3.pdf`;
const bucketName = 'airlock-files-123456789012-eu-central-1';

const account = '123456789012';

/** The identity that CloudTrail names for a URL that PresignGet signed with the credentials of its own role. */
export const functionSession = `arn:aws:sts::${account}:assumed-role/airlock-PresignGetRole-1A2B3C/airlock-PresignGet-4D5E6F`;
/** The same with ScopedCredentials: the name of the session is the person. */
export const callerSession = `arn:aws:sts::${account}:assumed-role/airlock-PresignGetCallerRole-7G8H9I/${sub}`;
export const administrator = `arn:aws:iam::${account}:user/ops`;

/**
 * Returns a data event of S3, with the members that the reference of CloudTrail describes. In the query of a signed URL it keeps all
 * but the signature.
 */
export function s3Record(more: {
  readonly arn: string;
  readonly at: string;
  readonly method?: 'QueryString' | 'AuthHeader';
  readonly eventName?: string;
  readonly key?: string;
  readonly errorCode?: string;
}): object {
  const { arn, at, method = 'QueryString', eventName = 'GetObject', errorCode } = more;
  const object = more.key ?? key;
  return {
    ...{ eventVersion: '1.11', eventTime: at, eventSource: 's3.amazonaws.com', eventName, awsRegion: 'eu-central-1' },
    userIdentity: { type: arn.includes(':user/') ? 'IAMUser' : 'AssumedRole', arn, accountId: account },
    ...{
      sourceIPAddress: '203.0.113.7',
      userAgent: '[Mozilla/5.0]',
      ...(errorCode === undefined ? {} : { errorCode }),
    },
    requestParameters: {
      ...{ bucketName, key: object, Host: `${bucketName}.s3.eu-central-1.amazonaws.com` },
      ...(method === 'QueryString' ? { 'X-Amz-Date': '20261129T220100Z', 'X-Amz-Expires': '300' } : {}),
    },
    responseElements: null,
    additionalEventData: {
      ...{ SignatureVersion: 'SigV4', CipherSuite: 'TLS_AES_128_GCM_SHA256', AuthenticationMethod: method },
      ...{ bytesTransferredIn: 0, bytesTransferredOut: errorCode === undefined ? 1234 : 243 },
    },
    ...{ requestID: 'REQUEST1', eventID: '5f1d7c3a-0000-4000-8000-000000000001', readOnly: true },
    resources: [
      { type: 'AWS::S3::Object', ARN: `arn:aws:s3:::${bucketName}/${object}` },
      { accountId: account, type: 'AWS::S3::Bucket', ARN: `arn:aws:s3:::${bucketName}` },
    ],
    ...{ eventType: 'AwsApiCall', managementEvent: false, recipientAccountId: account, eventCategory: 'Data' },
  };
}
