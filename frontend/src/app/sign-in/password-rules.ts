import type { PasswordPolicy } from '@airlock/contract';

export type PasswordRule =
  { kind: 'length'; minimum: number } | { kind: 'lowercase' | 'uppercase' | 'number' | 'symbol' | 'edges' };

/** The pool's rules in the order they are shown; `edges` always applies, Cognito refuses outer spaces. */
export function passwordRules(policy: PasswordPolicy): PasswordRule[] {
  const rules: PasswordRule[] = [{ kind: 'length', minimum: policy.minimumLength }];
  if (policy.requireLowercase) rules.push({ kind: 'lowercase' });
  if (policy.requireUppercase) rules.push({ kind: 'uppercase' });
  if (policy.requireNumbers) rules.push({ kind: 'number' });
  if (policy.requireSymbols) rules.push({ kind: 'symbol' });
  return rules;
}

/**
 * Cognito's idea of a symbol, a space inside included:
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
    case 'edges':
      return password === password.trim();
  }
}
