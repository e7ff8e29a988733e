import { removed, replaced, reworded, widened } from '@airlock/template/testing/change.ts';

import type { Mutant } from './mutant.ts';

const groups = '/Metadata/AWS::CloudFormation::Interface/ParameterGroups';

export const parameterMutants: readonly Mutant[] = [
  {
    name: 'a parameter that nothing describes',
    change: removed('/Parameters/LogRetentionDays/Description'),
    caughtBy: 'every parameter is described in sentences',
  },
  {
    name: 'a parameter that takes anything',
    change: removed('/Parameters/DevOrigin/AllowedPattern'),
    caughtBy: 'every parameter is restricted',
  },
  {
    name: 'a number without a least value',
    change: removed('/Parameters/UnfinishedUploadDays/MinValue'),
    caughtBy: 'every parameter is restricted',
  },
  {
    name: 'a pattern that only a programmer reads',
    change: removed('/Parameters/AlarmEmail/ConstraintDescription'),
    caughtBy: 'every pattern says in words what it wants',
  },
  {
    name: 'a parameter that no group has',
    change: removed(`${groups}/0/Parameters/0`),
    caughtBy: 'every parameter stands in one group',
  },
  {
    name: 'a parameter in two groups',
    change: widened(`${groups}/1/Parameters`, 'Mfa'),
    caughtBy: 'every parameter stands in one group',
  },
  {
    name: 'a group with a parameter that does not exist',
    change: replaced(`${groups}/1/Parameters/0`, 'Origin'),
    caughtBy: 'every parameter stands in one group',
  },
  ...['AppCertificateArn', 'WebAclArn', 'RegionalWebAclArn', 'FilesKmsKeyArn'].map((name): Mutant => ({
    name: `${name} of every partition`,
    change: reworded(`/Parameters/${name}/AllowedPattern`, 'arn:aws:', 'arn:[a-z-]+:'),
    caughtBy: `${name} is of the commercial partition`,
  })),
];
