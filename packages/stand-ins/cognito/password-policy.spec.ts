import { describe, expect, it } from '@jest/globals';

import { checkPassword, generatePassword, passwordProblem } from './password-policy.ts';

const strict = {
  ...{ MinimumLength: 12, RequireLowercase: true, RequireUppercase: true, RequireNumbers: true },
  ...{ RequireSymbols: true, TemporaryPasswordValidityDays: 7 },
};
const lenient = {
  ...strict,
  ...{ RequireLowercase: false, RequireUppercase: false, RequireNumbers: false, RequireSymbols: false },
};

describe('a password', () => {
  it.each([
    ['Aa1-bcdefgh', 'Password not long enough'],
    ['aa1-bcdefghi', 'Password must have uppercase characters'],
    ['AA1-BCDEFGHI', 'Password must have lowercase characters'],
    ['Aab-cdefghij', 'Password must have numeric characters'],
    ['Aa1bcdefghij', 'Password must have symbol characters'],
    ['Aa1öbcdefghij', 'Password must have symbol characters'],
  ])('%s: %s', (password, problem) => {
    expect(passwordProblem(strict, password)).toBe(problem);
  });

  it.each(['Aa1-bcdefghi', 'Aa1 bcdefghi', 'Aa1~bcdefghi', 'Aa1"bcdefghi'])('%s fits', (password) => {
    expect(passwordProblem(strict, password)).toBeUndefined();
  });

  it('needs only what the policy asks for', () => {
    expect(passwordProblem(lenient, 'aaaaaaaaaaaa')).toBeUndefined();
  });

  it.each([' Aa1-bcdefghi', 'Aa1-bcdefghi ', '', 'Aa1-'.repeat(65)])('%j is never a password', (password) => {
    expect(() => checkPassword(strict, password)).toThrow('regular expression pattern');
  });
});

describe('a generated password', () => {
  it('always fits, whatever the policy', () => {
    for (let run = 0; run < 200; run += 1) {
      expect(passwordProblem(strict, generatePassword(strict))).toBeUndefined();
      expect(generatePassword({ ...lenient, MinimumLength: 99 })).toHaveLength(99);
    }
  });

  it('is different each time', () => {
    expect(new Set(Array.from({ length: 100 }, () => generatePassword(strict))).size).toBe(100);
  });
});
