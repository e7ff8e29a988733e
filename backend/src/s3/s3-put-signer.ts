import type { PutSigner, PutToSign, SignedPut } from '../files/signer.ts';
import type { PartSigner, PartToSign } from '../uploads/part-signer.ts';
import { QuerySigner } from './query-signer.ts';
import { lifeOf, lifeSeconds, objectPath, partLifeSeconds } from './signed-url.ts';
import type { S3SignerOptions } from './signed-url.ts';

export interface S3PutSignerOptions extends S3SignerOptions {
  /** URL of the bucket at the dual-stack endpoint of S3; `filesUrl` when it is left out. */
  readonly dualStackFilesUrl?: string | undefined;
}

/** What is signed of one write, without its headers. */
interface Write {
  readonly base: URL;
  readonly key: string;
  readonly sizeBytes: number;
  readonly query?: Readonly<Record<string, string>>;
  readonly seconds: number;
}

/** Signs the writes of files and parts. The signature binds the length, the checksum and the condition. */
export class S3PutSigner implements PutSigner, PartSigner {
  readonly #options: S3PutSignerOptions;
  readonly #base: URL;
  readonly #dualStackBase: URL;
  readonly #signer: QuerySigner;

  constructor(options: S3PutSignerOptions) {
    this.#options = options;
    this.#base = new URL(options.filesUrl);
    this.#dualStackBase = new URL(options.dualStackFilesUrl ?? options.filesUrl);
    this.#signer = new QuerySigner(options.region, options.credentials);
  }

  async signPut({ key, sizeBytes, contentType, crc64nvme, condition, isDualStack }: PutToSign): Promise<SignedPut> {
    const headers = {
      'content-type': contentType,
      'x-amz-checksum-crc64nvme': crc64nvme,
      ...(condition.kind === 'create' ? { 'if-none-match': '*' } : { 'if-match': condition.etag }),
    };
    const base = isDualStack ? this.#dualStackBase : this.#base;
    return Promise.resolve(this.#sign({ base, key, sizeBytes, seconds: lifeSeconds }, headers));
  }

  async signPart({ key, uploadId, partNumber, sizeBytes, crc64nvme }: PartToSign): Promise<SignedPut> {
    const query = { partNumber: String(partNumber), uploadId };
    const headers = { 'x-amz-checksum-crc64nvme': crc64nvme };
    return Promise.resolve(this.#sign({ base: this.#base, key, sizeBytes, query, seconds: partLifeSeconds }, headers));
  }

  #sign({ base, key, sizeBytes, query = {}, seconds }: Write, headers: Readonly<Record<string, string>>): SignedPut {
    const { credentials, now } = this.#options;
    const { signingDate, expiresIn, expiresAt } = lifeOf(now(), seconds, credentials.expiration);
    const path = objectPath(base, key);
    const signed = this.#signer.sign({
      method: 'PUT',
      host: base.host,
      path,
      headers: { ...headers, 'content-length': String(sizeBytes) },
      query,
      date: signingDate,
      expiresIn,
    });
    return { url: `${base.origin}${path}?${signed}`, headers, expiresAt };
  }
}
