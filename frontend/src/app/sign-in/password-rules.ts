import type { PasswordPolicy } from '@airlock/contract';

export type PasswordRule =
  { kind: 'length'; minimum: number } | { kind: 'lowercase' | 'uppercase' | 'number' | 'symbol' };

/** The pool's rules in the order they are shown. */
export function passwordRules(policy: PasswordPolicy): PasswordRule[] {
  const rules: PasswordRule[] = [{ kind: 'length', minimum: policy.minimumLength }];
  if (policy.requireLowercase) rules.push({ kind: 'lowercase' });
  if (policy.requireUppercase) rules.push({ kind: 'uppercase' });
  if (policy.requireNumbers) rules.push({ kind: 'number' });
  if (policy.requireSymbols) rules.push({ kind: 'symbol' });
  return rules;
}

/**
 * Cognito's idea of a symbol; a space counts, but not at the ends:
 * https://docs.aws.amazon.com/cognito/latest/developerguide/managing-users-passwords.html
 */
const symbol = /[\^$*.[\]{}()?\-"!@#%&/\\,><':;|_~`+= ]/;

/** Whether `password` meets `rule`. Letters and digits count in basic Latin only, as Cognito counts them. */
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
