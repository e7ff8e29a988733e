import { join } from 'node:path';

import { parseTemplate } from '@airlock/template';
import { describe, expect, it } from '@jest/globals';

import { allParameters, asOverrides, changedParameters, readOverrides, withLogRole } from './parameters.ts';
import { readSamConfig } from './sam-config.ts';

const root = join(import.meta.dirname, '../..');
const template = parseTemplate(join(root, 'template.yaml'));
const place = { stackName: 'airlock', region: 'eu-central-1', accountId: '123456789012' };
const all = (...overrides: string[]) => allParameters(template, place, readOverrides(overrides));
const stack = (values: Readonly<Record<string, string>>) => ({
  ...{ StackName: 'airlock', StackStatus: 'UPDATE_COMPLETE' as const, CreationTime: new Date(0) },
  Parameters: Object.entries(values).map(([ParameterKey, ParameterValue]) => ({ ParameterKey, ParameterValue })),
});

describe('the parameters of a deploy', () => {
  it('are all of the template, so that a removed override gets its default again', () => {
    const declared = Object.keys((template as { readonly Parameters: object }).Parameters);
    expect([...all().keys()]).toEqual(declared);
    expect(all('DevOrigin=http://localhost:4200').get('DevOrigin')).toBe('http://localhost:4200');
    expect(all().get('DevOrigin')).toBe('');
    expect(all('NoncurrentDays=90').get('NoncurrentDays')).toBe('90');
  });

  it('take the later of two values', () => {
    expect(all('NoncurrentDays=1', 'NoncurrentDays=2').get('NoncurrentDays')).toBe('2');
  });

  it.each([
    [['AlarmMail=ops@example.com'], 'There is no parameter "AlarmMail"'],
    [['AlarmEmail=ops'], 'AlarmEmail: "ops" must be one mail address'],
    [['Mfa=MAYBE'], 'Mfa: "MAYBE" is not one of AllowedValues: "OFF", "OPTIONAL", "ON".'],
    [['MonthlyBudgetUsd=20'], 'MonthlyBudgetUsd needs AlarmEmail, to whom it writes.'],
    [['AccessTokenMinutes=1'], 'AccessTokenMinutes: 1 is below MinValue 5.'],
  ])('%j are refused before anything is built', (overrides, sentence) => {
    expect(() => all(...overrides)).toThrow(sentence);
    expect(() => all(...overrides)).toThrow('Nothing was changed.');
  });

  it('of a bare production stack are refused with every reason at once', () => {
    for (const reason of ['AlarmEmail', 'Mfa=ON', 'AppDomainName', 'ScopedCredentials=on']) {
      expect(() => all('Environment=prod')).toThrow(`A production stack needs ${reason}`);
    }
  });

  it('in samconfig.toml make [prod] a production stack that lacks its addresses alone', async () => {
    const { parameterOverrides } = await readSamConfig(join(root, 'samconfig.toml'), 'prod');
    const mine = ['AlarmEmail=ops@example.com', 'AllowDistributionDomain=true'];
    expect(all(...parameterOverrides, ...mine).get('Environment')).toBe('prod');
    expect(() => all(...parameterOverrides)).toThrow('A production stack needs AlarmEmail');
  });

  it('are written so that the SAM CLI reads an empty value and a blank', () => {
    expect(
      asOverrides(
        new Map([
          ['A', ''],
          ['B', 'two words'],
          ['C', 'a"b'],
        ]),
      ),
    ).toEqual(['A=""', 'B="two words"', 'C="a\\"b"']);
  });

  it('that change are named', () => {
    const before = stack({ DevOrigin: 'http://localhost:4200', NoncurrentDays: '30', Gone: 'x' });
    expect(changedParameters(before, all())).toEqual(['DevOrigin: http://localhost:4200 → (empty)']);
    expect(changedParameters(undefined, all())).toEqual([]);
  });
});

describe('ApiGatewayLogRole', () => {
  it('stays "create" in a stack that made the role', async () => {
    const kept = await withLogRole(new Map(), 'eu-central-1', stack({ ApiGatewayLogRole: 'create' }));
    expect(kept.get('ApiGatewayLogRole')).toBe('create');
  });

  it('is what the person says', async () => {
    const given = new Map([['ApiGatewayLogRole', 'existing']]);
    expect(await withLogRole(given, 'eu-central-1', stack({ ApiGatewayLogRole: 'create' }))).toBe(given);
  });
});
