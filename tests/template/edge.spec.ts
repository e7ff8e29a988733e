/** Tests of what stands before the app and the API, as docs/security.md names it. */
import { join } from 'node:path';

import { readTemplate, type ParameterValue } from '@airlock/template';
import { at } from '@airlock/template/testing/at.ts';
import { describe, expect, it } from '@jest/globals';

import { place } from './checks/check.ts';

const read = (parameters: Readonly<Record<string, ParameterValue>>) =>
  readTemplate(join(import.meta.dirname, '../../template.yaml'), { ...place, parameters });
const webAcl = { WebAclArn: 'arn:aws:wafv2:us-east-1:123456789012:global/webacl/web/1' };
const regionalWebAcl = { RegionalWebAclArn: 'arn:aws:wafv2:eu-central-1:123456789012:regional/webacl/api/2' };

describe('a stack', () => {
  it('takes TLS 1.2 with forward secrecy at least, at the app and at the API', () => {
    const certificate = 'arn:aws:acm:us-east-1:123456789012:certificate/a';
    const template = read({ AppDomainName: 'files.example.com', AppCertificateArn: certificate });
    expect(at(template, 'Distribution/DistributionConfig/ViewerCertificate/MinimumProtocolVersion')).toBe(
      'TLSv1.2_2021',
    );
    expect(at(template, 'Api/SecurityPolicy')).toBe('SecurityPolicy_TLS13_1_2_PFS_PQ_2025_09');
  });

  it('has no web ACL before the app that leaves the API open beside it', () => {
    expect(() => read(webAcl)).toThrow('WebAclArn needs RegionalWebAclArn');
    const template = read({ ...webAcl, ...regionalWebAcl });
    expect(at(template, 'ApiWebAcl/WebACLArn')).toBe(regionalWebAcl.RegionalWebAclArn);
    expect(at(template, 'ApiWebAcl/ResourceArn')).toBe(
      `arn:aws:apigateway:eu-central-1::/restapis/${template.id('Api')}/stages/api`,
    );
  });
});
