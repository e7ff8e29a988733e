import { randomInt } from 'node:crypto';

import { CognitoError, invalidParameter } from './errors.ts';
import type { PasswordPolicy } from './settings.ts';

// The special characters of "Adding user pool password requirements", developer guide.
const symbols = '^$*.[]{}()?-"!@#%&/\\,><\':;|_~`+=';
const lower = 'abcdefghijkmnopqrstuvwxyz';
const upper = 'ABCDEFGHJKLMNPQRSTUVWXYZ';
const digits = '23456789';
// Symbols that survive a double click, a shell and a phone call.
const typableSymbols = '-_.+=';
const longest = 256;

/** What a password must be like; the history is another rule. */
export type PasswordRules = Omit<PasswordPolicy, 'PasswordHistorySize'>;

const rules = [
  { name: 'RequireUppercase', missing: 'uppercase', found: /[A-Z]/ },
  { name: 'RequireLowercase', missing: 'lowercase', found: /[a-z]/ },
  { name: 'RequireNumbers', missing: 'numeric', found: /[0-9]/ },
  { name: 'RequireSymbols', missing: 'symbol', found: { test: hasSymbol } },
] as const;

/**
 * Says what the policy misses in `password`, in the words of the service. Returns `undefined` when the password fits.
 */
export function passwordProblem(policy: PasswordRules, password: string): string | undefined {
  if (password.length < policy.MinimumLength) return 'Password not long enough';
  const broken = rules.find((rule) => policy[rule.name] && !rule.found.test(password));
  return broken && `Password must have ${broken.missing} characters`;
}

/**
 * Throws the service's error when the policy refuses the password. Only `AdminCreateUser` says "password policy" in it.
 */
export function checkPassword(policy: PasswordRules, password: string, opening = 'policy'): void {
  if (!/^\S(?:.*\S)?$/su.test(password) || password.length > longest) {
    throw invalidParameter(
      "1 validation error detected: Value at 'password' failed to satisfy constraint: Member must satisfy regular expression pattern: ^[\\S]+.*[\\S]+$",
    );
  }
  const problem = passwordProblem(policy, password);
  if (problem !== undefined) {
    throw new CognitoError('InvalidPasswordException', `Password did not conform with ${opening}: ${problem}`);
  }
}

/** Makes a temporary password that satisfies every rule of `policy`, without characters that are easily confused. */
export function generatePassword(policy: Pick<PasswordPolicy, 'MinimumLength' | 'RequireSymbols'>): string {
  const required = [lower, upper, digits, ...(policy.RequireSymbols ? [typableSymbols] : [])];
  const length = Math.max(policy.MinimumLength, 12);
  const rest = Array.from({ length: length - required.length }, () => pick(lower + upper + digits));
  return shuffled([...required.map(pick), ...rest]).join('');
}

/** Whether the password has a symbol. A space inside counts as a symbol, a space at an end does not. */
function hasSymbol(password: string): boolean {
  return password.trim().includes(' ') || Array.from(symbols).some((symbol) => password.includes(symbol));
}

const pick = (alphabet: string) => alphabet.charAt(randomInt(alphabet.length));

function shuffled(characters: readonly string[]): string[] {
  return characters
    .map((character) => ({ character, order: randomInt(2 ** 32) }))
    .sort((a, b) => a.order - b.order)
    .map(({ character }) => character);
}
