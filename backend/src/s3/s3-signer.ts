import { S3RequestPresigner } from '@aws-sdk/s3-request-presigner';
import { HttpRequest } from '@smithy/protocol-http';
import type { AwsCredentialIdentity } from '@smithy/types';

import { CodedError } from '../coded-error.ts';
import type { GetToSign, PutToSign, SignedPut, SignedUrl, Signer } from '../files/signer.ts';
import type { PartSigner, PartToSign } from '../uploads/part-signer.ts';
import { NodeSha256 } from './node-sha256.ts';
import { encodeComponent, encodeKey } from './url-encoding.ts';

/** What a URL lives at most. A batch of parts waits for the ones before it. */
const lifeSeconds = 300;
const partLifeSeconds = 900;

interface ToPresign {
  readonly method: 'GET' | 'PUT';
  readonly key: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, string>>;
  readonly seconds: number;
}

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
export class S3Signer implements Signer, PartSigner {
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
    const sent = { ...headers, 'content-length': String(sizeBytes) };
    const signed = await this.#presign({ method: 'PUT', key, headers: sent, seconds: lifeSeconds });
    return { ...signed, headers };
  }

  async signPart({ key, uploadId, partNumber, sizeBytes, crc64nvme }: PartToSign): Promise<SignedPut> {
    const headers = { 'x-amz-checksum-crc64nvme': crc64nvme };
    const signed = await this.#presign({
      method: 'PUT',
      key,
      headers: { ...headers, 'content-length': String(sizeBytes) },
      query: { partNumber: String(partNumber), uploadId },
      seconds: partLifeSeconds,
    });
    return { ...signed, headers };
  }

  signGet({ key, contentDisposition, contentType, cacheControl }: GetToSign): Promise<SignedUrl> {
    const query = {
      'response-content-disposition': contentDisposition,
      'response-content-type': contentType,
      'response-cache-control': cacheControl,
    };
    return this.#presign({ method: 'GET', key, query, seconds: lifeSeconds });
  }

  async #presign({ method, key, headers = {}, query = {}, seconds }: ToPresign): Promise<SignedUrl> {
    const { credentials, now } = this.#options;
    const { signingDate, expiresIn, expiresAt } = lifeOf(now(), seconds, credentials.expiration);
    const { protocol, hostname, port, pathname, origin } = this.#base;
    const path = `${pathname === '/' ? '' : pathname}/${encodeKey(key)}`;
    const signed = await this.#presigner.presign(
      new HttpRequest({
        method,
        protocol,
        hostname,
        path,
        query: { ...query },
        headers: { ...headers },
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
function lifeOf(now: Date, seconds: number, credentialsEnd: Date | undefined) {
  // A signature knows whole seconds only.
  const startSeconds = Math.floor(now.getTime() / 1000);
  const endSeconds = credentialsEnd === undefined ? Infinity : Math.floor(credentialsEnd.getTime() / 1000);
  const expiresIn = Math.min(seconds, endSeconds - startSeconds);
  if (expiresIn < 1) throw new CodedError('unavailable', 'Nothing can be signed at the moment: try again.');
  return {
    signingDate: new Date(startSeconds * 1000),
    expiresIn,
    expiresAt: new Date((startSeconds + expiresIn) * 1000),
  };
}
