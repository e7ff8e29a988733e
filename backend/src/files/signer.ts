import type { WriteCondition } from './write-condition.ts';

export interface PutToSign {
  readonly key: string;
  readonly sizeBytes: number;
  readonly contentType: string;
  /** Base64 of the 8 bytes of the checksum. It finds accidents; the holder of the URL can forge bytes that have it. */
  readonly crc64nvme: string;
  readonly condition: WriteCondition;
  /** Whether the URL names the dual-stack endpoint of S3 instead of the usual one. */
  readonly isDualStack?: boolean;
}

export interface GetToSign {
  readonly key: string;
  /** The version to read; the current one when `undefined`. */
  readonly versionId: string | undefined;
  /** The headers with which S3 answers, whatever was stored with the file. */
  readonly answer: AnswerHeaders;
}

/**
 * The headers of a download that a stored file would otherwise decide. They are all that S3 lets a signature override.
 * https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetObject.html
 */
export interface AnswerHeaders {
  readonly contentDisposition: string;
  readonly contentType: string;
  readonly contentEncoding: string;
  readonly contentLanguage: string;
  readonly cacheControl: string;
  readonly expires: string;
}

export interface SignedUrl {
  readonly url: string;
  /** The true end of the URL: it is earlier when the signer's own credentials end earlier. */
  readonly expiresAt: Date;
}

export interface SignedPut extends SignedUrl {
  /** The exact headers to send. Browsers set `host` and `content-length` by themselves. */
  readonly headers: Readonly<Record<string, string>>;
}

/** Makes URLs that store under one key and nowhere else. Throws a `CodedError` `unavailable` when its credentials have ended. */
export interface PutSigner {
  signPut(put: PutToSign): Promise<SignedPut>;
}

/** Makes URLs that read one file and nothing else. Throws a `CodedError` `unavailable` when its credentials have ended. */
export interface GetSigner {
  signGet(get: GetToSign): Promise<SignedUrl>;
}
