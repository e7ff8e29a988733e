import type { PasswordPolicy } from '@airlock/contract';

export type PasswordRule =
  { kind: 'length'; minimum: number } | { kind: 'lowercase' | 'uppercase' | 'number' | 'symbol' };

/** The password rules of the pool in the order in which they are shown. */
export function passwordRules(policy: PasswordPolicy): PasswordRule[] {
  const rules: PasswordRule[] = [{ kind: 'length', minimum: policy.minimumLength }];
  if (policy.requireLowercase) rules.push({ kind: 'lowercase' });
  if (policy.requireUppercase) rules.push({ kind: 'uppercase' });
  if (policy.requireNumbers) rules.push({ kind: 'number' });
  if (policy.requireSymbols) rules.push({ kind: 'symbol' });
  return rules;
}

/**
 * Characters that Cognito counts as symbols. A space counts, but not at the ends:
 * https://docs.aws.amazon.com/cognito/latest/developerguide/managing-users-passwords.html
 */
const symbol = /[\^$*.[\]{}()?\-"!@#%&/\\,><':;|_~`+= ]/;

/** Returns whether `password` meets `rule`. Only basic Latin letters and digits count, as in Cognito. */
export function isMet(rule: PasswordRule, password: string): boolean {
  switch (rule.kind) {
    case 'length':
      return password.length >= rule.minimum;
    case 'lowercase':
      return /[a-z]/.test(password);
    case 'uppercase':
      return /[A-Z]/.test(password);
    case 'number':
      return /[0-9]/.test(password);
    case 'symbol':
      return symbol.test(password.trim());
  }
}
