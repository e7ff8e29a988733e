import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
const stepMs = 30_000;
/** The length of a secret: Cognito's secrets have 52 characters of base32. */
const secretBytes = 32;
/** The number of 30-second windows that a code may be early or late ("TOTP software token MFA", developer guide). */
const skewSteps = 1;

/** Makes a new secret in base32 (RFC 4648), without padding, as authenticator apps read it. */
export function newTotpSecret(): string {
  const bits = Array.from(randomBytes(secretBytes), (byte) => byte.toString(2).padStart(8, '0')).join('');
  return (bits.match(/.{1,5}/g) ?? []).map((five) => alphabet.charAt(parseInt(five.padEnd(5, '0'), 2))).join('');
}

/**
 * Returns the time step of the code (RFC 6238, SHA-1, six digits) within the allowed skew, or `undefined` when it has
 * none.
 */
export function totpStepOf(secret: string, code: string, now: Date): number | undefined {
  const key = base32Bytes(secret);
  const current = Math.floor(now.getTime() / stepMs);
  const steps = Array.from({ length: 2 * skewSteps + 1 }, (_, index) => current - skewSteps + index);
  // All steps are compared, so that the time taken does not tell which one fits.
  const fits = steps.filter((step) => equal(hotp(key, step), code));
  return fits[0];
}

function hotp(key: Buffer, step: number): string {
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(step));
  const digest = createHmac('sha1', key).update(counter).digest();
  const offset = (digest.at(-1) ?? 0) & 0x0f;
  const number = digest.readUInt32BE(offset) & 0x7fffffff;
  return String(number % 1_000_000).padStart(6, '0');
}

function equal(expected: string, given: string): boolean {
  const [one, other] = [Buffer.from(expected), Buffer.from(given)];
  return one.length === other.length && timingSafeEqual(one, other);
}

function base32Bytes(secret: string): Buffer {
  const bits = Array.from(secret, (letter) => alphabet.indexOf(letter).toString(2).padStart(5, '0')).join('');
  return Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => parseInt(byte, 2)));
}
