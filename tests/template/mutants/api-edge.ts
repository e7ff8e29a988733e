import { removed, replaced } from '@airlock/template/testing/change.ts';

import type { Mutant } from './mutant.ts';

const guardsDistribution = 'WebAclArn guards the Distribution, and is refused while the Api stands open beside it';

export const apiEdgeMutants: readonly Mutant[] = [
  {
    name: 'TLS 1.0 at the address of the API',
    change: removed('Api/Properties/SecurityPolicy'),
    caughtBy: 'Api takes no TLS before 1.2, and no cipher without forward secrecy',
  },
  {
    name: 'requests under the TLS name of another API',
    change: replaced('Api/Properties/EndpointAccessMode', 'BASIC'),
    caughtBy: 'Api takes requests whose TLS name is its own',
  },
  {
    name: 'a web ACL for another stage',
    change: replaced('ApiWebAcl/Properties/ResourceArn', {
      'Fn::Sub': 'arn:${AWS::Partition}:apigateway:${AWS::Region}::/restapis/${Api}/stages/Stage',
    }),
    caughtBy: 'RegionalWebAclArn guards the one stage of the Api',
  },
  {
    name: 'a web ACL for the distribution alone',
    change: removed('/Rules/WebAclAndThatOfTheApi'),
    caughtBy: guardsDistribution,
  },
  {
    name: 'no web ACL for the distribution',
    change: removed('Distribution/Properties/DistributionConfig/WebACLId'),
    caughtBy: guardsDistribution,
  },
];
