import assert from 'node:assert/strict';

import type { ParameterValue } from '@airlock/template';

import type { Check } from './check.ts';

type Parameters = Readonly<Record<string, ParameterValue>>;

const domain = {
  AppDomainName: 'files.example.com',
  AppCertificateArn: 'arn:aws:acm:us-east-1:123456789012:certificate/a',
};
/** Everything that a production stack needs. */
const complete: Parameters = {
  ...{ Environment: 'prod', AlarmEmail: 'ops@example.com', Mfa: 'ON', ScopedCredentials: 'on' },
  ...domain,
};

const refused = (without: string, changed: Parameters): Check => ({
  name: `a production stack is refused without ${without}`,
  check: (read) =>
    assert.throws(() => read({ ...complete, ...changed }), new RegExp(`A production stack needs ${without}`)),
});

export const productionChecks: readonly Check[] = [
  refused('AlarmEmail', { AlarmEmail: '' }),
  refused('Mfa=ON', { Mfa: 'OPTIONAL' }),
  refused('AppDomainName', { AppDomainName: '', AppCertificateArn: '' }),
  refused('ScopedCredentials=on', { ScopedCredentials: 'off' }),
  refused('DeletionProtection=ACTIVE', { DeletionProtection: 'INACTIVE' }),
  {
    name: 'a production stack may go without AppDomainName on purpose',
    check: (read) => {
      const withoutDomain = { AppDomainName: '', AppCertificateArn: '', AllowDistributionDomain: 'true' };
      assert.equal(read({ ...complete, ...withoutDomain }).parameters['Environment'], 'prod');
    },
  },
];
