/** @jest-environment node */
import { describe, expect, it } from '@jest/globals';

import { isAllowed, isMet, passwordRules, rulesFor } from './password-rules.ts';

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
    ['length', '😀😀😀😀😀😀', false],
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

describe('rules of every pool', () => {
  const good = 'aB1!aB1!aB1!';

  it.each([
    [` ${good}`, ['ends']],
    [`${good}\u3000`, ['ends']],
    [`${good}${'x'.repeat(244)}`, []],
    [`${good}${'x'.repeat(245)}`, ['maximum']],
    [`${good} ${good}`, []],
    [`пароль-${good}-密码-😀`, []],
  ])('are shown while they are broken: %j breaks %j', (password, broken) => {
    const rules = passwordRules(all);
    expect(
      rulesFor(rules, password)
        .slice(rules.length)
        .map(({ kind }) => kind),
    ).toEqual(broken);
    expect(isAllowed(rules, password)).toBe(broken.length === 0);
  });

  it('does not allow what the pool itself does not', () => {
    expect(isAllowed(passwordRules(all), 'aB1aB1aB1aB1')).toBe(false);
  });
});
