import { createHmac, timingSafeEqual } from 'node:crypto';

import { sha256Hex } from './canonical-request.ts';

export const algorithm = 'AWS4-HMAC-SHA256';

/** The scope that a signature is valid for: `<date>/<region>/<service>/aws4_request`. */
export interface CredentialScope {
  /** The day as `yyyyMMdd`. */
  readonly date: string;
  readonly region: string;
  readonly service: string;
}

export const scopeText = ({ date, region, service }: CredentialScope): string =>
  `${date}/${region}/${service}/aws4_request`;

export const hmac = (key: string | Uint8Array, text: string): Buffer => createHmac('sha256', key).update(text).digest();

/** Keys that were derived before, by the secret and the scope. */
const derivedKeys = new Map<string, Buffer>();
const maxDerivedKeys = 100;

/** Returns the key that signs for one day, region and service. To derive it takes four fifths of the time of a check. */
export function signingKey(secretAccessKey: string, scope: CredentialScope): Buffer {
  const name = `${scopeText(scope)} ${secretAccessKey}`;
  const known = derivedKeys.get(name);
  if (known !== undefined) return known;
  const key = derivedKey(secretAccessKey, scope);
  if (derivedKeys.size >= maxDerivedKeys) derivedKeys.clear();
  derivedKeys.set(name, key);
  return key;
}

function derivedKey(secretAccessKey: string, { date, region, service }: CredentialScope): Buffer {
  return [date, region, service, 'aws4_request'].reduce<Buffer>(
    (key, part) => hmac(key, part),
    Buffer.from(`AWS4${secretAccessKey}`),
  );
}

/** Builds the text that is signed. `timestamp` is `yyyyMMddTHHmmssZ`. */
export function stringToSign(timestamp: string, scope: CredentialScope, canonical: string): string {
  return [algorithm, timestamp, scopeText(scope), sha256Hex(canonical)].join('\n');
}

/** Compares two signatures in constant time. */
export function sameSignature(expected: string, given: string): boolean {
  const [a, b] = [Buffer.from(expected), Buffer.from(given)];
  return a.length === b.length && timingSafeEqual(a, b);
}
