import { Cursor, type Json } from '@airlock/template';
import type { Change } from '@airlock/template/testing/change.ts';

import type { Mutant } from './mutant.ts';

/** Returns a change of the rule `Production`. */
const changed =
  (change: (rule: Cursor) => Json): Change =>
  (template) => {
    const whole = new Cursor(template, 'template');
    const rules = whole.at('Rules');
    return { ...whole.object(), Rules: { ...rules.object(), Production: change(rules.at('Production')) } };
  };

/** Takes out the assertion whose sentence has this text. */
const withoutAssertion = (text: string): Change =>
  changed((rule) => {
    const all = rule.at('Assertions').list();
    const kept = all.filter((it) => !it.at('AssertDescription').text().includes(text));
    return { ...rule.object(), Assertions: kept.map(({ value }) => value) };
  });

const needs = ['AlarmEmail', 'Mfa=ON', 'AppDomainName', 'ScopedCredentials=on', 'DeletionProtection=ACTIVE'];

export const productionMutants: readonly Mutant[] = [
  ...needs.map((it) => ({
    name: `a production stack without ${it}`,
    change: withoutAssertion(`needs ${it}`),
    caughtBy: `a production stack is refused without ${it}`,
  })),
  {
    name: 'a production stack that must have a domain',
    change: changed((rule) => {
      const all = rule.at('Assertions').list();
      const isOfDomain = (it: Cursor) => it.at('AssertDescription').text().includes('AppDomainName');
      const strict = { Assert: { 'Fn::Not': [{ 'Fn::Equals': [{ Ref: 'AppDomainName' }, ''] }] } };
      return { ...rule.object(), Assertions: all.map((it) => (isOfDomain(it) ? strict : it.value)) };
    }),
    caughtBy: 'a production stack may go without AppDomainName on purpose',
  },
];
