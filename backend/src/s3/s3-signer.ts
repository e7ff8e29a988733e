import { S3RequestPresigner } from '@aws-sdk/s3-request-presigner';
import { HttpRequest } from '@smithy/protocol-http';
import type { AwsCredentialIdentity } from '@smithy/types';

import { CodedError } from '../coded-error.ts';
import type { GetToSign, PutToSign, SignedPut, SignedUrl, Signer } from '../files/signer.ts';
import { NodeSha256 } from './node-sha256.ts';
import { encodeComponent, encodeKey } from './url-encoding.ts';

/** What every URL of PUT and GET lives at most. */
const lifeSeconds = 300;

export interface S3SignerOptions {
  /** Base of the bucket as browsers reach it, without a slash at its end: the URL is signed for exactly this. */
  readonly filesUrl: string;
  readonly region: string;
  readonly credentials: AwsCredentialIdentity;
  readonly now: () => Date;
}

/**
 * Signs with the SDK's presigner alone, without `S3Client` and its middleware: a tenth of the size and of the start
 * (docs/decisions/0005). Headers that bind must be kept out of the query: the SDK moves `x-amz-*` there, and leaves
 * `content-type` unsigned, unless told otherwise.
 */
export class S3Signer implements Signer {
  readonly #options: S3SignerOptions;
  readonly #base: URL;
  readonly #presigner: S3RequestPresigner;

  constructor(options: S3SignerOptions) {
    this.#options = options;
    this.#base = new URL(options.filesUrl);
    const { region, credentials } = options;
    this.#presigner = new S3RequestPresigner({ region, credentials, sha256: NodeSha256 });
  }

  async signPut({ key, sizeBytes, contentType, crc64nvme, condition }: PutToSign): Promise<SignedPut> {
    const headers = {
      'content-type': contentType,
      'x-amz-checksum-crc64nvme': crc64nvme,
      ...(condition.kind === 'create' ? { 'if-none-match': '*' } : { 'if-match': condition.etag }),
    };
    const signed = await this.#presign('PUT', key, { ...headers, 'content-length': String(sizeBytes) }, {});
    return { ...signed, headers };
  }

  signGet({ key, contentDisposition, contentType, cacheControl }: GetToSign): Promise<SignedUrl> {
    return this.#presign(
      'GET',
      key,
      {},
      {
        'response-content-disposition': contentDisposition,
        'response-content-type': contentType,
        'response-cache-control': cacheControl,
      },
    );
  }

  async #presign(
    method: 'GET' | 'PUT',
    key: string,
    headers: Record<string, string>,
    query: Record<string, string>,
  ): Promise<SignedUrl> {
    const { credentials, now } = this.#options;
    const { signingDate, expiresIn, expiresAt } = lifeOf(now(), credentials.expiration);
    const { protocol, hostname, port, pathname, origin } = this.#base;
    const path = `${pathname === '/' ? '' : pathname}/${encodeKey(key)}`;
    const signed = await this.#presigner.presign(
      new HttpRequest({
        method,
        protocol,
        hostname,
        path,
        query,
        headers,
        ...(port !== '' && { port: Number(port) }),
      }),
      {
        expiresIn,
        signingDate,
        signableHeaders: new Set([...Object.keys(headers), 'host']),
        unhoistableHeaders: new Set(Object.keys(headers)),
      },
    );
    return { url: `${origin}${path}?${queryText(signed.query ?? {})}`, expiresAt };
  }
}

/** The names are the signer's and ours: nothing in them needs encoding. */
function queryText(query: HttpRequest['query']): string {
  return Object.entries(query)
    .map(([name, value]) => `${name}=${encodeComponent(String(value))}`)
    .join('&');
}

/** A URL ends with the credentials that signed it, whatever it says itself; so it says no more than that. */
function lifeOf(now: Date, credentialsEnd: Date | undefined) {
  // A signature knows whole seconds only.
  const startSeconds = Math.floor(now.getTime() / 1000);
  const endSeconds = credentialsEnd === undefined ? Infinity : Math.floor(credentialsEnd.getTime() / 1000);
  const expiresIn = Math.min(lifeSeconds, endSeconds - startSeconds);
  if (expiresIn < 1) throw new CodedError('unavailable', 'Nothing can be signed at the moment: try again.');
  return {
    signingDate: new Date(startSeconds * 1000),
    expiresIn,
    expiresAt: new Date((startSeconds + expiresIn) * 1000),
  };
}
