import { S3RequestPresigner } from '@aws-sdk/s3-request-presigner';
import { Hash } from '@smithy/hash-node';
import { HttpRequest } from '@smithy/protocol-http';

import type { GetSigner, GetToSign, SignedUrl } from '../files/signer.ts';
import { lifeOf, lifeSeconds, objectPath } from './signed-url.ts';
import type { S3SignerOptions } from './signed-url.ts';
import { encodeComponent } from './url-encoding.ts';

/**
 * Signs reads with the SDK's presigner, without `S3Client` and its middleware (docs/decisions/0005). Its speed does not
 * matter here: a download asks S3 first, which takes a hundred times as long.
 */
export class S3GetSigner implements GetSigner {
  readonly #options: S3SignerOptions;
  readonly #base: URL;
  readonly #presigner: S3RequestPresigner;

  constructor(options: S3SignerOptions) {
    this.#options = options;
    this.#base = new URL(options.filesUrl);
    const { region, credentials } = options;
    this.#presigner = new S3RequestPresigner({ region, credentials, sha256: Hash.bind(null, 'sha256') });
  }

  async signGet({ key, versionId, answer }: GetToSign): Promise<SignedUrl> {
    const { credentials, now } = this.#options;
    const { signingDate, expiresIn, expiresAt } = lifeOf(now(), lifeSeconds, credentials.expiration);
    const { protocol, hostname, port, origin } = this.#base;
    const path = objectPath(this.#base, key);
    const request = new HttpRequest({
      method: 'GET',
      protocol,
      hostname,
      path,
      query: {
        'response-content-disposition': answer.contentDisposition,
        'response-content-type': answer.contentType,
        'response-content-encoding': answer.contentEncoding,
        'response-content-language': answer.contentLanguage,
        'response-cache-control': answer.cacheControl,
        'response-expires': answer.expires,
        ...(versionId !== undefined && { versionId }),
      },
      ...(port !== '' && { port: Number(port) }),
    });
    const signed = await this.#presigner.presign(request, { expiresIn, signingDate });
    return { url: `${origin}${path}?${queryText(signed.query ?? {})}`, expiresAt };
  }
}

/** Writes the query. Its names are the signer's and ours, and none of them needs encoding. */
function queryText(query: HttpRequest['query']): string {
  return Object.entries(query)
    .map(([name, value]) => `${name}=${encodeComponent(String(value))}`)
    .join('&');
}
