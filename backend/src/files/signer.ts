import type { WriteCondition } from './write-condition.ts';

export interface PutToSign {
  readonly key: string;
  readonly sizeBytes: number;
  readonly contentType: string;
  /** Base64 of the 8 bytes. */
  readonly crc64nvme: string;
  readonly condition: WriteCondition;
}

export interface GetToSign {
  readonly key: string;
  /** What S3 is to answer with, whatever was stored. */
  readonly contentDisposition: string;
  readonly contentType: string;
  readonly cacheControl: string;
}

export interface SignedUrl {
  readonly url: string;
  /** The true end: earlier than asked for when the signer's own credentials end earlier. */
  readonly expiresAt: Date;
}

export interface SignedPut extends SignedUrl {
  /** The exact headers to send besides `host` and `content-length`, which browsers set by themselves. */
  readonly headers: Readonly<Record<string, string>>;
}

/** Makes URLs that store one file and nothing else. Throws a `CodedError` `unavailable` without living credentials. */
export interface PutSigner {
  signPut(put: PutToSign): Promise<SignedPut>;
}

/** The same for reading one file. */
export interface GetSigner {
  signGet(get: GetToSign): Promise<SignedUrl>;
}
