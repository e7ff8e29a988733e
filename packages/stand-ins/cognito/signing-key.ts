import { generateKeyPair, createPrivateKey, createPublicKey, type KeyObject } from 'node:crypto';
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';

import { calculateJwkThumbprint, exportJWK, type JWK } from 'jose';

/** The RSA key of this installation, which signs every token. `jwk` is its public half with `kid`, `alg` and `use`. */
export interface SigningKey {
  readonly privateKey: KeyObject;
  readonly publicKey: KeyObject;
  readonly kid: string;
  readonly jwk: JWK;
}

const modulusLength = 2048;

/**
 * Reads `signing-key.pem` (0600) in `directory`, or creates it. It is created once, because finding two primes takes up
 * to a second.
 */
export async function loadSigningKey(directory: string): Promise<SigningKey> {
  const file = join(directory, 'signing-key.pem');
  const privateKey = existsSync(file) ? createPrivateKey(readFileSync(file)) : await makeKey(file);
  if (privateKey.asymmetricKeyType !== 'rsa') throw new Error(`${file} holds no RSA key`);
  const publicKey = createPublicKey(privateKey);
  const jwk = await exportJWK(publicKey);
  const kid = await calculateJwkThumbprint(jwk);
  return { privateKey, publicKey, kid, jwk: { ...jwk, kid, alg: 'RS256', use: 'sig' } };
}

/** Creates the key beside its file and renames it, so that a killed start leaves no half key. */
async function makeKey(file: string): Promise<KeyObject> {
  const { privateKey } = await promisify(generateKeyPair)('rsa', { modulusLength });
  const unfinished = `${file}.${process.pid}`;
  writeFileSync(unfinished, privateKey.export({ type: 'pkcs8', format: 'pem' }), { mode: 0o600 });
  renameSync(unfinished, file);
  return privateKey;
}
