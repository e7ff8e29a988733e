import type { PasswordPolicy } from '@airlock/contract';

export type PasswordRule =
  | { kind: 'length'; minimum: number }
  | { kind: 'lowercase' | 'uppercase' | 'number' | 'symbol' }
  | { kind: 'ends' }
  | { kind: 'maximum'; maximum: number };

/** The password rules of the pool in the order in which they are shown. */
export function passwordRules(policy: Omit<PasswordPolicy, 'historySize'>): PasswordRule[] {
  const rules: PasswordRule[] = [{ kind: 'length', minimum: policy.minimumLength }];
  if (policy.requireLowercase) rules.push({ kind: 'lowercase' });
  if (policy.requireUppercase) rules.push({ kind: 'uppercase' });
  if (policy.requireNumbers) rules.push({ kind: 'number' });
  if (policy.requireSymbols) rules.push({ kind: 'symbol' });
  return rules;
}

/**
 * Rules of every pool: a password matches `[\S]+.*[\S]+` and has at most 256 characters. Few people ever meet them, so
 * they are shown only while they are broken.
 * https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_ChangePassword.html
 */
const rulesOfAllPools: readonly PasswordRule[] = [{ kind: 'ends' }, { kind: 'maximum', maximum: 256 }];

/** The rules to show for `password`: those of the pool, and each that it breaks of those of every pool. */
export const rulesFor = (rules: readonly PasswordRule[], password: string): PasswordRule[] => [
  ...rules,
  ...rulesOfAllPools.filter((rule) => !isMet(rule, password)),
];

/** Returns whether the pool takes `password`, as far as a browser can know. */
export const isAllowed = (rules: readonly PasswordRule[], password: string): boolean =>
  rulesFor(rules, password).every((rule) => isMet(rule, password));

/**
 * Characters that Cognito counts as symbols. A space counts, but not at the ends:
 * https://docs.aws.amazon.com/cognito/latest/developerguide/managing-users-passwords.html
 */
const symbol = /[\^$*.[\]{}()?\-"!@#%&/\\,><':;|_~`+= ]/;

/**
 * Returns whether `password` meets `rule`. Only basic Latin letters and digits count, as in Cognito; all others are
 * allowed. Where Cognito does not say how it counts, the stricter way is taken: an emoji is one character for the
 * minimum and two for the maximum.
 */
export function isMet(rule: PasswordRule, password: string): boolean {
  switch (rule.kind) {
    case 'length':
      return Array.from(password).length >= rule.minimum;
    case 'lowercase':
      return /[a-z]/.test(password);
    case 'uppercase':
      return /[A-Z]/.test(password);
    case 'number':
      return /[0-9]/.test(password);
    case 'symbol':
      return symbol.test(password.trim());
    case 'ends':
      return password === password.trim();
    case 'maximum':
      return password.length <= rule.maximum;
  }
}
