import { describe, expect, it } from '@jest/globals';

import { isMet, passwordRules } from './password-rules.ts';

const all = {
  minimumLength: 12,
  requireLowercase: true,
  requireUppercase: true,
  requireNumbers: true,
  requireSymbols: true,
};

describe('passwordRules', () => {
  it('shows only what the pool asks for', () => {
    const none = {
      minimumLength: 8,
      requireLowercase: false,
      requireUppercase: false,
      requireNumbers: false,
      requireSymbols: false,
    };
    expect(passwordRules(none)).toEqual([{ kind: 'length', minimum: 8 }]);
    expect(passwordRules(all).map(({ kind }) => kind)).toEqual([
      'length',
      'lowercase',
      'uppercase',
      'number',
      'symbol',
    ]);
  });

  it.each([
    ['length', 'abcdefghijk', false],
    ['length', 'abcdefghijkl', true],
    ['lowercase', 'ABC1', false],
    ['lowercase', 'ABc1', true],
    ['uppercase', 'abcÄ', false],
    ['uppercase', 'abA', true],
    ['number', 'abc', false],
    ['number', 'ab1', true],
    ['symbol', 'abc1€', false],
    ['symbol', ' abc ', false],
    ['symbol', 'a b', true],
    ...Array.from('^$*.[]{}()?-"!@#%&/\\,><\':;|_~`+=', (symbol): [string, string, boolean] => [
      'symbol',
      symbol,
      true,
    ]),
  ])('%s in %j: %s', (kind, password, met) => {
    const rule = passwordRules(all).find((one) => one.kind === kind)!;
    expect(isMet(rule, password)).toBe(met);
  });
});
