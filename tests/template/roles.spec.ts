/** Tests what each function may do, evaluated with the roles and the bucket policy of template.yaml. */
import { join } from 'node:path';

import { createAuthorize } from '@airlock/stand-ins/iam';
import type { AccessKey } from '@airlock/stand-ins/sigv4/access-key.ts';
import { readTemplate } from '@airlock/template';
import { describe, expect, it } from '@jest/globals';

import { granted, grantedOnState, startingWorkflow } from './checks/functions.ts';

const place = { stackName: 'airlock', region: 'eu-central-1', accountId: '123456789012' };
const template = readTemplate(join(import.meta.dirname, '../../template.yaml'), place);
const authorize = createAuthorize(template, { sharedRoleName: 'shared' });
const bucket = template.attribute('FilesBucket', 'Arn');
const file = `${bucket}/users/1c5e/a.txt`;
const create = { 's3:if-none-match': '*', 's3:ObjectCreationOperation': 'true' };
const unchanged = { 's3:if-match': '"e"' };
const replace = { 's3:if-match': '"e"', 's3:ObjectCreationOperation': 'true' };

const key = (principalArn: string): AccessKey => ({ accessKeyId: 'AKIA', secretAccessKey: 's', principalArn });
const role = (functionId: string): AccessKey =>
  key(`arn:aws:sts::123456789012:assumed-role/${template.id(`${functionId}Role`)}/local`);
const root = key('arn:aws:iam::123456789012:root');
const called = template.triggers.map(({ functionId }) => functionId);
/** The functions of the API. What those do that the user pool calls is said in checks/triggers.ts. */
const functions = template.functions.map(({ logicalId }) => logicalId).filter((it) => !called.includes(it));

/** Every S3 action that the product or an attacker would use, with the condition keys that S3 presents. */
const actions: readonly (readonly [action: string, resource: string, context?: Record<string, string>])[] = [
  ['s3:PutObject', file, create],
  ['s3:GetObject', file],
  ['s3:GetObjectVersion', file],
  ['s3:DeleteObject', file, unchanged],
  ['s3:DeleteObjectVersion', file],
  ['s3:ListBucket', bucket, { 's3:prefix': 'users/1c5e/' }],
  ['s3:ListBucketVersions', bucket, { 's3:prefix': 'users/1c5e/' }],
  ['s3:AbortMultipartUpload', file],
  ['s3:ListMultipartUploadParts', file],
  ['s3:ListBucketMultipartUploads', bucket],
  ['s3:PutObjectTagging', file],
  ['s3:PutObjectAcl', file],
  ['s3:PutBucketPolicy', bucket],
  ['s3:PutLifecycleConfiguration', bucket],
  ['s3:DeleteBucket', bucket],
];

const stateBucket = template.attribute('StateBucket', 'Arn');
const record = `${stateBucket}/changes/1c5e/0u1xq3z8k-5f8f0f7e6d1c4f0e.json`;

/** The actions that the roles are tried with on the records of changes. */
const stateActions: typeof actions = [
  ['s3:PutObject', record, create],
  ['s3:GetObject', record],
  ['s3:ListBucket', stateBucket, { 's3:prefix': 'changes/1c5e/' }],
  ['s3:DeleteObject', record],
  ['s3:PutBucketPolicy', stateBucket],
];

/**
 * Resources outside the prefix for actions that are not on an object. IAM has no condition on the prefix for unfinished
 * uploads, so another bucket is asked for.
 */
const elsewhere: Readonly<Record<string, string>> = {
  's3:ListBucket': bucket,
  's3:ListBucketVersions': bucket,
  's3:ListBucketMultipartUploads': template.attribute('WebBucket', 'Arn'),
};

describe("a function's role", () => {
  it('is in the table of this test', () => {
    expect(functions.sort()).toEqual(Object.keys(granted).sort());
  });

  it.each(functions.flatMap((name) => actions.map((row) => [name, ...row] as const)))(
    '%s: %s',
    (name, action, resource, context = {}) => {
      const allowed = authorize({ principal: role(name), action, resource, context });
      expect(allowed).toBe(granted[name]?.includes(action));
    },
  );

  it.each(functions.flatMap((name) => (granted[name] ?? []).map((action) => [name, action] as const)))(
    '%s may not %s outside users/',
    (name, action) => {
      const resource = elsewhere[action] ?? `${bucket}/elsewhere/a.txt`;
      const context = { ...(action === 's3:PutObject' && create), 's3:prefix': 'elsewhere/' };
      expect(authorize({ principal: role(name), action, resource, context })).toBe(false);
    },
  );

  it.each(functions.flatMap((name) => stateActions.map((row) => [name, ...row] as const)))(
    '%s: %s in the StateBucket',
    (name, action, resource, context = {}) => {
      const allowed = authorize({ principal: role(name), action, resource, context });
      expect(allowed).toBe(grantedOnState[name]?.includes(action));
    },
  );

  it.each(functions)('%s names every action, and beside S3 only logs and the workflow that it may start', (name) => {
    const text = JSON.stringify(template.resource(`${name}Role`).properties.at('Policies').value);
    const statements = template.resource(`${name}Role`).properties.at('Policies').list()[0]?.at('PolicyDocument');
    const named = statements
      ?.at('Statement')
      .list()
      .flatMap((it) => it.at('Action').value) as string[];
    expect(named.filter((action) => action.includes('*'))).toEqual([]);
    const others = named.filter((action) => !/^(?:s3|logs):/.test(action));
    expect(others).toEqual(startingWorkflow.includes(name) ? ['states:StartExecution'] : []);
    expect(text).not.toContain('"Resource":"*"');
  });
});

describe("the bucket's policy", () => {
  const put = (context: Record<string, string>, transport?: Record<string, string>): boolean =>
    createAuthorize(template, { ...(transport && { transport }) })({
      principal: role('PresignPut'),
      action: 's3:PutObject',
      resource: file,
      context,
    });

  it.each([
    ['create-only write', create, true],
    ['compare-and-swap write', replace, true],
    ['blind write', { 's3:ObjectCreationOperation': 'true' }, false],
    ['part, which creates no object', {}, true],
    ['signature of 15 minutes', { ...create, 's3:signatureAge': '900000' }, true],
    ['older signature', { ...create, 's3:signatureAge': '900001' }, false],
    ['signature version 2', { ...create, 's3:signatureversion': 'AWS' }, false],
  ])('decides about a %s', (_, context, allowed) => {
    expect(put(context as Record<string, string>)).toBe(allowed);
  });

  it.each([
    ['delete of a known version', 's3:DeleteObject', unchanged, true],
    ['delete of whatever is there', 's3:DeleteObject', { 's3:if-match': '*' }, true],
    ['blind delete', 's3:DeleteObject', {}, false],
    ['removal of a version, which is named', 's3:DeleteObjectVersion', {}, true],
  ] as const)('decides about a %s, whoever asks', (_, action, context, allowed) => {
    expect(authorize({ principal: root, action, resource: file, context })).toBe(allowed);
  });

  it.each([
    ['plain HTTP', { 'aws:SecureTransport': 'false' }],
    ['TLS 1.1', { 'aws:SecureTransport': 'true', 's3:TlsVersion': '1.1' }],
  ])('refuses %s', (_, transport) => {
    expect(put(create, transport as Record<string, string>)).toBe(false);
  });

  it.each(['s3:PutObjectAcl', 's3:PutObjectVersionAcl'])('refuses %s even to the administrator', (action) => {
    expect(authorize({ principal: root, action, resource: file, context: {} })).toBe(false);
  });

  it('binds the administrator too', () => {
    const ask = (context: Record<string, string>) =>
      authorize({ principal: root, action: 's3:PutObject', resource: file, context });
    expect(ask(create)).toBe(true);
    expect(ask({ 's3:ObjectCreationOperation': 'true' })).toBe(false);
  });
});

describe('the key of FilesKmsKeyArn', () => {
  const FilesKmsKeyArn = 'arn:aws:kms:eu-central-1:123456789012:key/files';
  const [write, read] = ['kms:GenerateDataKey', 'kms:Decrypt'];
  const withKey = readTemplate(join(import.meta.dirname, '../../template.yaml'), {
    ...place,
    parameters: { FilesKmsKeyArn },
  });
  const ask = (principal: AccessKey | undefined, action: string, resource = FilesKmsKeyArn): boolean =>
    createAuthorize(withKey)({ principal, action, resource, context: {} });
  /**
   * Returns the KMS actions that a function needs: both when it writes files, and only Decrypt when it reads a file or
   * lists parts.
   */
  const uses = (name: string): readonly string[] => {
    const does = (...asked: readonly string[]) =>
      asked.some((action) => granted[name]?.includes(action) || grantedOnState[name]?.includes(action));
    if (does('s3:PutObject')) return [write, read];
    return does('s3:GetObject', 's3:ListMultipartUploadParts') ? [read] : [];
  };

  it.each(functions.flatMap((name) => [write, read, 'kms:Encrypt'].map((action) => [name, action] as const)))(
    '%s: %s',
    (name, action) => {
      expect(ask(role(name), action)).toBe(uses(name).includes(action));
    },
  );

  it.each([
    ['another key', FilesKmsKeyArn.replace('files', 'other')],
    ['a key of another account', FilesKmsKeyArn.replace('123456789012', '210987654321')],
  ])('opens %s to no function', (_, resource) => {
    expect(ask(role('PresignGet'), read, resource)).toBe(false);
  });

  it('is the account’s, by its default policy, and nobody else’s', () => {
    const strangerKey = FilesKmsKeyArn.replace('123456789012', '210987654321');
    expect([ask(root, read), ask(root, read, strangerKey), ask(undefined, read)]).toEqual([...[true, false, false]]);
  });
});

describe('anyone else', () => {
  it.each([
    ['an unsigned request', undefined],
    ['an unknown role', key('arn:aws:sts::123456789012:assumed-role/other/local')],
    ["another account's administrator", key('arn:aws:iam::210987654321:root')],
  ])('%s gets nothing', (_, principal) => {
    expect(authorize({ principal, action: 's3:GetObject', resource: file, context: {} })).toBe(false);
  });

  it('a wildcard in the name of a file widens nothing', () => {
    const ask = (resource: string) =>
      authorize({ principal: role('PresignGet'), action: 's3:GetObject', resource, context: {} });
    expect(ask(`${bucket}/users/1c5e/*?.txt`)).toBe(true);
    expect(ask(`${bucket}/*`)).toBe(false);
  });

  it('the key that containers share may do what the functions together may', () => {
    const shared = key('arn:aws:sts::123456789012:assumed-role/shared/local');
    const ask = (action: string) => authorize({ principal: shared, action, resource: file, context: unchanged });
    expect([ask('s3:GetObject'), ask('s3:DeleteObject'), ask('s3:PutObjectTagging')]).toEqual([true, true, false]);
  });
});
