/** Tests that whoever has an administrator's credentials cannot remove the traces of what they did to files. */
import { join } from 'node:path';

import { createAuthorize } from '@airlock/stand-ins/iam';
import { readTemplate } from '@airlock/template';
import { describe, expect, it } from '@jest/globals';

const template = readTemplate(join(import.meta.dirname, '../../template.yaml'), {
  ...{ stackName: 'airlock', region: 'eu-central-1', accountId: '123456789012' },
  parameters: { Audit: 'on', AuditDays: 90 },
});

describe('a record of the audit', () => {
  it('cannot be changed or removed before AuditDays are over, by administrators neither', () => {
    const { properties } = template.resource('AuditBucket');
    const lock = properties.at('ObjectLockConfiguration').at('Rule').at('DefaultRetention').value;
    expect(lock).toEqual({ Mode: 'COMPLIANCE', Days: 90 });
    expect(properties.at('ObjectLockEnabled').value).toBe(true);
  });

  it('is written by the trail alone', () => {
    const resource = `${template.attribute('AuditBucket', 'Arn')}/AWSLogs/123456789012/CloudTrail/forged.json.gz`;
    const transport = { 'aws:SecureTransport': 'true', 's3:TlsVersion': '1.3' };
    const authorize = createAuthorize(template, { transport });
    const principalArn = 'arn:aws:iam::123456789012:root';
    const administrator = { accessKeyId: 'AKIA', secretAccessKey: 'secret', principalArn };
    const may = (action: string) => authorize({ principal: administrator, action, resource, context: {} });
    expect([may('s3:GetObject'), may('s3:PutObject')]).toEqual([true, false]);
  });
});
