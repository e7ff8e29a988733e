import { describe, expect, it } from '@jest/globals';

import { chooseSuites } from './choose-suites.ts';

const suites = ['lint', 'format', 'types: a', 'types: b', 'unit'].map((name) => ({ name }));
const named = {
  all: ['lint', 'format', 'types: a', 'types: b', 'unit'],
  format: ['format'],
  types: ['types: a', 'types: b'],
  quick: ['lint', 'format'],
};
const chosen = (...args: readonly string[]) => chooseSuites(suites, named, args).map(({ name }) => name);

describe('the arguments of npm test', () => {
  it('choose every suite when there are none', () => {
    expect(chosen()).toEqual(named.all);
  });

  it('choose each suite once, in the order of the list', () => {
    expect(chosen('types', 'quick', 'format')).toEqual(['lint', 'format', 'types: a', 'types: b']);
  });

  it.each([['nonsense'], ['toString'], ['Quick']])('refuse %s and list the right ones', (argument) => {
    expect(() => chosen('types', argument)).toThrow(
      `npm test does not know "${argument}". Say nothing for every check, or some of: all, format, types, quick.`,
    );
  });
});
