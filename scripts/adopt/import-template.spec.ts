import { join } from 'node:path';

import { describe, expect, it } from '@jest/globals';
import { readTemplate } from '@airlock/template';

import { importTemplate, noDistribution } from './import-template.ts';

const template = readTemplate(join(import.meta.dirname, '../../template.yaml'), {
  ...{ stackName: 'airlock', region: 'eu-central-1', accountId: '123456789012', parameters: { Audit: 'on' } },
  resourceValues: { Distribution: noDistribution },
});
const types = ['AWS::Cognito::UserPool', 'AWS::S3::Bucket', 'AWS::S3::BucketPolicy'];
const retained = types
  .flatMap((type) => template.ofType(type))
  .map(({ logicalId, type }) => ({ logicalId, type, identifier: {} }));
const written = importTemplate(template, retained);

/** The properties that one resource gets from an import, and from the deploy after it. */
function properties(logicalId: string) {
  const { [logicalId]: imported } = written['Resources'] as Record<string, { Properties: Record<string, unknown> }>;
  return { imported: imported?.Properties ?? {}, deployed: template.resource(logicalId).properties.object() };
}

describe('the template of an import', () => {
  it('has what outlives a stack and nothing else: no outputs, no transform, no parameters', () => {
    expect(Object.keys(written)).toEqual(['AWSTemplateFormatVersion', 'Description', 'Resources']);
    const kept = template.resources.filter(
      ({ deletionPolicy, type }) => deletionPolicy !== 'Delete' && types.includes(type),
    );
    expect(Object.keys(written['Resources'] ?? {}).sort()).toEqual(kept.map(({ logicalId }) => logicalId).sort());
  });

  it.each(retained)('keeps $logicalId whatever happens', ({ logicalId }) => {
    expect(written['Resources']).toMatchObject({
      [logicalId]: { DeletionPolicy: 'Retain', UpdateReplacePolicy: 'Retain' },
    });
  });

  it('names no distribution, which does not exist yet', () => {
    expect(JSON.stringify(written)).not.toContain(noDistribution);
    expect(JSON.stringify(written)).not.toMatch(/cloudfront/i);
  });

  it.each(template.ofType('AWS::S3::Bucket'))('keeps versions, owner and privacy of $logicalId', ({ logicalId }) => {
    const { imported, deployed } = properties(logicalId);
    for (const name of [
      'BucketName',
      'ObjectLockEnabled',
      'VersioningConfiguration',
      'OwnershipControls',
      'PublicAccessBlockConfiguration',
    ]) {
      expect({ [name]: imported[name] }).toEqual({ [name]: deployed[name] });
    }
  });

  // CloudFormation sends only what differs between two templates. What parameters decide must differ.
  it('leaves to the deploy after it whatever parameters decide', () => {
    for (const { logicalId } of template.ofType('AWS::S3::Bucket')) {
      expect(Object.keys(properties(logicalId).imported)).not.toContain('LifecycleConfiguration');
      expect(Object.keys(properties(logicalId).imported)).not.toContain('BucketEncryption');
      expect(Object.keys(properties(logicalId).imported)).not.toContain('ObjectLockConfiguration');
    }
    const { imported, deployed } = properties('UserPool');
    expect(imported).toEqual({ ...deployed, UserPoolTags: { 'airlock-adopted': 'true' } });
  });

  it.each(['AuditBucketPolicy', 'FilesBucketPolicy', 'StateBucketPolicy'])(
    'keeps every rule of %s, and lets the deploy send it again',
    (name) => {
      const { imported, deployed } = properties(name);
      const document = deployed['PolicyDocument'] as object;
      expect(imported).toEqual({ ...deployed, PolicyDocument: { ...document, Id: 'airlock-adopted' } });
    },
  );

  it('keeps the rules of the web bucket that do not name the distribution', () => {
    expect(properties('WebBucketPolicy').imported).toMatchObject({
      PolicyDocument: { Statement: [{ Sid: 'DenyPlainHttp' }] },
    });
  });
});
