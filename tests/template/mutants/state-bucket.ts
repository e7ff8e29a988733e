import { removed, replaced } from '@airlock/template/testing/change.ts';

import type { Mutant } from './mutant.ts';

const stateStatements = 'StateBucketPolicy/Properties/PolicyDocument/Statement';

export const stateBucketMutants: readonly Mutant[] = [
  {
    name: 'records for ever',
    change: removed('StateBucket/Properties/LifecycleConfiguration/Rules/records'),
    caughtBy: 'StateBucket lets every record expire after a week',
  },
  {
    name: 'only some records expire',
    change: replaced('StateBucket/Properties/LifecycleConfiguration/Rules/records', {
      ...{ Id: 'records', Status: 'Enabled', ExpirationInDays: 7, Prefix: 'changes/' },
    }),
    caughtBy: 'StateBucket lets every record expire after a week',
  },
  ...(
    [
      ['DenyPlainHttp', 'refuses plain HTTP'],
      ['DenyOldTls', 'refuses TLS below 1.2'],
      ['DenyUnconditionalWrites', 'refuses blind writes'],
    ] as const
  ).flatMap(([sid, promise]): readonly Mutant[] => [
    {
      name: `no ${sid} for records`,
      change: removed(`${stateStatements}/${sid}`),
      caughtBy: `StateBucketPolicy ${promise}`,
    },
    {
      name: `${sid} for records of one account only`,
      change: replaced(`${stateStatements}/${sid}/Principal`, { AWS: 'arn:aws:iam::210987654321:root' }),
      caughtBy: `StateBucketPolicy ${promise}`,
    },
  ]),
  {
    name: 'records for everybody',
    change: replaced(`${stateStatements}/DenyUnconditionalWrites/Effect`, 'Allow'),
    caughtBy: 'StateBucketPolicy allows nothing of its own',
  },
];
