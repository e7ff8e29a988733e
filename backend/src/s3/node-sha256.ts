import { createHash, createHmac, createSecretKey } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import type { Checksum, SourceData } from '@smithy/types';

/** SHA-256 of OpenSSL in the shape that the SDK's signer asks for; with a secret it is an HMAC. */
export class NodeSha256 implements Checksum {
  #hash: ReturnType<typeof startHash>;
  readonly #secret: SourceData | undefined;

  constructor(secret?: SourceData) {
    this.#secret = secret;
    this.#hash = startHash(secret);
  }

  update(chunk: SourceData): void {
    this.#hash.update(bytes(chunk));
  }

  digest(): Promise<Uint8Array> {
    return Promise.resolve(this.#hash.digest());
  }

  reset(): void {
    this.#hash = startHash(this.#secret);
  }
}

function startHash(secret: SourceData | undefined) {
  return secret === undefined ? createHash('sha256') : createHmac('sha256', keyOf(secret));
}

/**
 * Node turns every HMAC key into a KeyObject first, which costs five times the HMAC itself. A function signs with one
 * secret and one derived key a day, so the few keys it meets are kept.
 */
const keys = new Map<SourceData, KeyObject>();
const keysToKeep = 16;

function keyOf(secret: SourceData): KeyObject {
  const known = keys.get(secret);
  if (known !== undefined) return known;
  if (keys.size >= keysToKeep) keys.clear();
  const key = typeof secret === 'string' ? createSecretKey(secret, 'utf8') : createSecretKey(bytes(secret));
  keys.set(secret, key);
  return key;
}

function bytes(data: SourceData): Uint8Array {
  if (typeof data === 'string') return Buffer.from(data);
  return ArrayBuffer.isView(data)
    ? new Uint8Array(data.buffer, data.byteOffset, data.byteLength)
    : new Uint8Array(data);
}
