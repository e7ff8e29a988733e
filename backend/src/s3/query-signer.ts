import { createHash, createHmac, createSecretKey } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import type { AwsCredentialIdentity } from '@smithy/types';

import { encodeComponent } from './url-encoding.ts';

export interface ToSign {
  readonly method: 'GET' | 'PUT';
  readonly host: string;
  /** Encoded, as it stands in the URL. */
  readonly path: string;
  /** All that are sent and bind, besides `host`; names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  /** Not encoded yet. */
  readonly query: Readonly<Record<string, string>>;
  readonly date: Date;
  readonly expiresIn: number;
}

/**
 * Signature Version 4 in the query of a URL of Amazon S3, for one set of credentials. Own code because signing is what a
 * call of this product consists of: a tenth of the time of the SDK's (docs/decisions/0005), whose presigner is the
 * judge of it in the spec, beside a computation of its own.
 * https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-query-string-auth.html
 */
export class QuerySigner {
  readonly #region: string;
  readonly #credentials: AwsCredentialIdentity;
  readonly #fixed: string;
  readonly #token: string;
  #day = '';
  #key: KeyObject | undefined;

  constructor(region: string, credentials: AwsCredentialIdentity) {
    this.#region = region;
    this.#credentials = credentials;
    this.#fixed = 'X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Content-Sha256=UNSIGNED-PAYLOAD';
    // 700 bytes and more, the same each time.
    this.#token =
      credentials.sessionToken === undefined
        ? ''
        : `&X-Amz-Security-Token=${encodeComponent(credentials.sessionToken)}`;
  }

  /** The whole query of the URL, the signature last. */
  sign({ method, host, path, headers, query, date, expiresIn }: ToSign): string {
    const time = date.toISOString().replace(/[-:]|\.\d{3}/g, '');
    const scope = `${time.slice(0, 8)}/${this.#region}/s3/aws4_request`;
    const signed: Readonly<Record<string, string>> = { ...headers, host };
    const names = Object.keys(signed).toSorted();
    const signedHeaders = names.join(';');
    // In the order of their bytes: ours begin in lower case, after all of the signature's.
    const canonicalQuery =
      `${this.#fixed}&X-Amz-Credential=${encodeComponent(`${this.#credentials.accessKeyId}/${scope}`)}` +
      `&X-Amz-Date=${time}&X-Amz-Expires=${expiresIn}${this.#token}` +
      `&X-Amz-SignedHeaders=${encodeComponent(signedHeaders)}${ownQuery(query)}`;
    const canonicalHeaders = names.map((name) => `${name}:${canonicalValue(signed[name])}\n`).join('');
    const canonicalRequest = `${method}\n${path}\n${canonicalQuery}\n${canonicalHeaders}\n${signedHeaders}\nUNSIGNED-PAYLOAD`;
    const hash = createHash('sha256').update(canonicalRequest).digest('hex');
    const signature = createHmac('sha256', this.#keyOf(time.slice(0, 8)))
      .update(`AWS4-HMAC-SHA256\n${time}\n${scope}\n${hash}`)
      .digest('hex');
    return `${canonicalQuery}&X-Amz-Signature=${signature}`;
  }

  /** One per day. Kept as a KeyObject: Node makes one out of bytes at each call, which costs five times the HMAC. */
  #keyOf(day: string): KeyObject {
    if (this.#key !== undefined && this.#day === day) return this.#key;
    const bytes = [day, this.#region, 's3', 'aws4_request'].reduce<Buffer>(
      (key, text) => createHmac('sha256', key).update(text).digest(),
      Buffer.from(`AWS4${this.#credentials.secretAccessKey}`),
    );
    this.#day = day;
    this.#key = createSecretKey(bytes);
    return this.#key;
  }
}

function ownQuery(query: ToSign['query']): string {
  return Object.keys(query)
    .toSorted()
    .map((name) => `&${name}=${encodeComponent(query[name] ?? '')}`)
    .join('');
}

const canonicalValue = (value = ''): string => value.trim().replace(/ {2,}/g, ' ');
