import assert from 'node:assert/strict';

import { at, property, type Check } from './check.ts';

const webAcl = 'arn:aws:wafv2:us-east-1:123456789012:global/webacl/web/1';
const regionalWebAcl = 'arn:aws:wafv2:eu-central-1:123456789012:regional/webacl/api/2';

/** What holds at the API's own address, which anybody can reach without the distribution. */
export const apiEdgeChecks: readonly Check[] = [
  property(
    'Api takes no TLS before 1.2, and no cipher without forward secrecy',
    'Api/SecurityPolicy',
    'SecurityPolicy_TLS13_1_2_PFS_PQ_2025_09',
  ),
  property('Api takes requests whose TLS name is its own', 'Api/EndpointAccessMode', 'STRICT'),
  {
    name: 'RegionalWebAclArn guards the one stage of the Api',
    check: (read) => {
      const template = read({ RegionalWebAclArn: regionalWebAcl });
      assert.deepEqual(at(template, 'ApiWebAcl'), {
        ResourceArn: `arn:aws:apigateway:eu-central-1::/restapis/${template.id('Api')}/stages/api`,
        WebACLArn: regionalWebAcl,
      });
      assert.deepEqual(read().ofType('AWS::WAFv2::WebACLAssociation'), []);
    },
  },
  {
    name: 'WebAclArn guards the Distribution, and is refused while the Api stands open beside it',
    check: (read) => {
      assert.throws(() => read({ WebAclArn: webAcl }), /WebAclArn needs RegionalWebAclArn/);
      const template = read({ WebAclArn: webAcl, RegionalWebAclArn: regionalWebAcl });
      assert.equal(at(template, 'Distribution/DistributionConfig/WebACLId'), webAcl);
    },
  },
];
