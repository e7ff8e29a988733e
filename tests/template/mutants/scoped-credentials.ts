import { removed, replaced, widened } from '@airlock/template/testing/change.ts';

import { signing } from '../checks/scoped-credentials.ts';
import type { Mutant } from './mutant.ts';

const files = 'arn:${AWS::Partition}:s3:::${AWS::StackName}-files-${AWS::AccountId}-${AWS::Region}';
const everyFile = { Effect: 'Allow', Action: 's3:PutObject', Resource: { 'Fn::Sub': `${files}/users/*` } };

export const scopedCredentialsMutants: readonly Mutant[] = [
  {
    name: 'a role for callers though ScopedCredentials is off',
    change: removed('PresignPutCallerRole/Condition'),
    caughtBy: 'No role may be assumed by another while ScopedCredentials is off',
  },
  ...signing.flatMap((name): readonly Mutant[] => [
    {
      name: `${name} keeps its own way to the files beside its sessions`,
      change: widened(`${name}Role/Properties/Policies/0/PolicyDocument/Statement/Fn::If/1`, everyFile),
      caughtBy: `${name}Role, with ScopedCredentials, assumes ${name}CallerRole and does nothing else`,
    },
    {
      name: `${name} may assume any role`,
      change: replaced(`${name}AssumesCallerRole/Properties/PolicyDocument/Statement/0/Resource`, '*'),
      caughtBy: `${name}Role, with ScopedCredentials, assumes ${name}CallerRole and does nothing else`,
    },
    {
      name: `${name} signs with its own key all the same`,
      change: removed(`${name}/Properties/Environment/Variables/CALLER_ROLE_ARN`),
      caughtBy: `${name}Role, with ScopedCredentials, assumes ${name}CallerRole and does nothing else`,
    },
    {
      name: `${name}CallerRole trusts the whole account`,
      change: replaced(`${name}CallerRole/Properties/AssumeRolePolicyDocument/Statement/0/Principal`, {
        AWS: { 'Fn::Sub': 'arn:${AWS::Partition}:iam::${AWS::AccountId}:root' },
      }),
      caughtBy: `${name}CallerRole is for ${name} alone`,
    },
    {
      name: `${name}CallerRole may delete too`,
      change: widened(`${name}CallerRole/Properties/Policies/0/PolicyDocument/Statement/0/Action`, 's3:DeleteObject'),
      caughtBy: `${name}CallerRole grants the S3 actions of ${name} and no other`,
    },
    {
      name: `${name}CallerRole reaches more than users/`,
      change: replaced(`${name}CallerRole/Properties/Policies/0/PolicyDocument/Statement/0/Resource`, {
        'Fn::Sub': `${files}/*`,
      }),
      caughtBy: `${name}CallerRole reaches the files of users and nothing else`,
    },
  ]),
];
