import { createHash, createHmac, createSecretKey } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import type { AwsCredentialIdentity } from '@smithy/types';

import { encodeComponent } from './url-encoding.ts';

/** One request to sign. */
export interface ToSign {
  readonly method: 'GET' | 'PUT';
  readonly host: string;
  /** The path, encoded as it stands in the URL. */
  readonly path: string;
  /** The headers that the signature binds besides `host`, with names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  /** The query, not encoded yet. */
  readonly query: Readonly<Record<string, string>>;
  readonly date: Date;
  /** Seconds for which the URL is valid, counted from the signature. */
  readonly expiresIn: number;
}

/**
 * Signs URLs of Amazon S3 with Signature Version 4 in the query, for one set of credentials. This is code of our own,
 * because most of the time of a call goes into the signature and the SDK's takes ten times as long (docs/decisions/0005).
 * Its spec compares it with the SDK's presigner and with an independent computation.
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
    // The token has 700 bytes or more and is the same each time.
    this.#token =
      credentials.sessionToken === undefined
        ? ''
        : `&X-Amz-Security-Token=${encodeComponent(credentials.sessionToken)}`;
  }

  /** Returns the whole query of the URL, with the signature at its end. */
  sign({ method, host, path, headers, query, date, expiresIn }: ToSign): string {
    const time = date.toISOString().replace(/[-:]|\.\d{3}/g, '');
    const scope = `${time.slice(0, 8)}/${this.#region}/s3/aws4_request`;
    const signed: Readonly<Record<string, string>> = { ...headers, host };
    const names = Object.keys(signed).toSorted();
    const signedHeaders = names.join(';');
    // Sorted by their bytes: our names begin in lower case, so they follow all names of the signature.
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

  /** Returns the key of the day. It is a KeyObject, because making it out of bytes costs five times the HMAC. */
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
