import fc from 'fast-check';

import { contexts, namedConditions, oneOrMore } from './conditions.ts';
import { accountId, type Situation } from './simulator.ts';

const stranger = '210987654321';
const bucket = 'arn:aws:s3:::files';
const roleArn = `arn:aws:iam::${accountId}:role/caller`;
const target = `arn:aws:iam::${accountId}:role/target`;
const kmsKey = `arn:aws:kms:eu-central-1:${accountId}:key/files`;
const sessionArn = `arn:aws:sts::${accountId}:assumed-role/caller/session`;

/** What a request may ask for: an action and resources of the type that it has in AWS. */
const asks = (() => {
  const odd = [
    'a',
    'users/u/a.txt',
    'users/u',
    'Users/u/a.txt',
    'users/u/*',
    'users/u/a?b',
    'x:y/z',
    'a b',
    '$a',
    '😀',
  ];
  const objects = [...odd, 'users/u/[1].(2)+^$|\\'].map((key) => `${bucket}/${key}`).concat('arn:aws:s3:::files2/a');
  const buckets = [bucket, 'arn:aws:s3:::files2', 'arn:aws:s3:::Files'];
  const objectActions = [
    'GetObject',
    'PutObject',
    'DeleteObject',
    'GetObjectVersion',
    'PutObjectAcl',
    'GetObjectTagging',
  ];
  const bucketActions = [
    'ListBucket',
    'ListBucketVersions',
    'ListBucketMultipartUploads',
    'PutBucketPolicy',
    'PutBucketAcl',
  ];
  return fc.oneof(
    {
      weight: 6,
      arbitrary: ask(
        objectActions.map((it) => `s3:${it}`),
        objects,
      ),
    },
    {
      weight: 4,
      arbitrary: ask(
        bucketActions.map((it) => `s3:${it}`),
        buckets,
      ),
    },
    { weight: 1, arbitrary: ask(['sts:AssumeRole'], [target]) },
    { weight: 1, arbitrary: ask(['kms:Decrypt', 'kms:GenerateDataKey'], [kmsKey]) },
  );
})();

function ask(actions: readonly string[], resources: readonly string[]) {
  return fc.record({ action: fc.constantFrom(...actions), resource: fc.constantFrom(...resources) });
}

const namedAction = fc.constantFrom(
  ...['*', 's3:*', 'S3:*', 's3:Get*', 's3:getobject', 's3:GetObject', 's3:PutObject', 's3:PUTOBJECT', 's3:?utObject'],
  ...[
    's3:*Object',
    's3:*Object*',
    's3:List*',
    's3:ListBucket',
    's3:*Bucket*',
    's3:DeleteObject',
    's3:GetObjectVersion',
  ],
  ...['sts:AssumeRole', 'sts:*', 'kms:*', 'kms:Decrypt', 'ec2:*'],
);

const namedResource = fc.constantFrom(
  ...['*', bucket, `${bucket}/*`, `${bucket}*`, `${bucket}/users/*`, `${bucket}/users/u/*`, `${bucket}/users/?/a.txt`],
  ...['arn:aws:s3:::*', 'arn:*:s3:::files/*', 'arn:aws:s3:::*/a', `${bucket}/users/u/a.txt`, `${bucket}/[1]*`],
  ...[
    `${bucket}/*.txt`,
    `${bucket}/users/u/a?b`,
    `${bucket}/a b`,
    `${bucket}/x:?/*`,
    'arn:aws:s3:::FILES/*',
    `${bucket}2/a`,
  ],
  ...['arn:aws:s3:*:*:files/*', target, kmsKey, 'arn:aws:kms:*:*:key/*', 'arn:aws:iam::*:role/*', `${bucket}/$a`],
);

const awsPrincipal = fc.constantFrom(
  ...['*', accountId, stranger, `arn:aws:iam::${accountId}:root`, `arn:aws:iam::${stranger}:root`],
  ...[roleArn, `${roleArn}2`, sessionArn, `${sessionArn}2`],
);
const namedPrincipal = fc.oneof(
  fc.constant('*'),
  fc.record({ AWS: oneOrMore(awsPrincipal) }),
  fc.record({ Service: fc.constantFrom('lambda.amazonaws.com', 'cloudfront.amazonaws.com') }),
);

/** Half of the statements are about exactly what is asked, so that conditions and principals decide often enough. */
function statement({ action, resource }: Asked, elements: { readonly principal: boolean; readonly resource: boolean }) {
  const exact = <T>(value: T, others: fc.Arbitrary<T>) => fc.oneof(fc.constant(value), others);
  return fc
    .record({
      Effect: fc.constantFrom('Allow', 'Allow', 'Allow', 'Allow', 'Allow', 'Deny'),
      Principal: namedPrincipal,
      Action: exact<string | string[]>(action, oneOrMore(namedAction)),
      Resource: exact<string | string[]>(/[*?$]/.test(resource) ? '*' : resource, oneOrMore(namedResource)),
      Condition: fc.oneof(fc.constant(undefined), fc.constant(undefined), namedConditions),
    })
    .map(({ Principal, Resource, Condition, ...rest }) => ({
      ...rest,
      ...(elements.principal && { Principal }),
      ...(elements.resource && { Resource }),
      ...(Condition !== undefined && { Condition }),
    }));
}

interface Asked {
  readonly action: string;
  readonly resource: string;
}

function policy(asked: Asked, elements: Parameters<typeof statement>[1]) {
  return fc.record({
    Version: fc.constantFrom('2012-10-17', '2012-10-17', '2008-10-17'),
    Statement: oneOrMore(statement(asked, elements)),
  });
}

const signers = fc.oneof(
  { weight: 8, arbitrary: fc.constant(sessionArn) },
  { weight: 2, arbitrary: fc.constantFrom(undefined, ...[accountId, stranger].map((it) => `arn:aws:iam::${it}:root`)) },
  { weight: 1, arbitrary: fc.constant(`arn:aws:sts::${stranger}:assumed-role/caller/session`) },
);

/** Requests with policies: sessions, strangers and nobody; wildcards, cases, odd names, missing and repeated keys. */
export const situations: fc.Arbitrary<Situation> = asks.chain((asked) => {
  const isTrust = asked.action === 'sts:AssumeRole';
  const byResource = policy(asked, { principal: true, resource: !isTrust });
  const byIdentity = policy(asked, { principal: false, resource: true });
  return fc
    .record({
      principal: signers,
      action: fc.constant(asked.action),
      resource: fc.constant(asked.resource),
      context: contexts,
      identityPolicies: fc.array(byIdentity, { maxLength: 2 }),
      sessionPolicy: fc.oneof(fc.constant(undefined), fc.constant(undefined), byIdentity),
      // A role and a key always have a policy.
      resourcePolicy: asked.action.startsWith('s3:') ? fc.option(byResource, { nil: undefined }) : byResource,
      restrictsPublic: fc.boolean(),
    })
    .map((situation) => ({
      ...situation,
      sessionPolicy: situation.principal?.includes(':assumed-role/') === true ? situation.sessionPolicy : undefined,
    }));
});
