import type { SignedPut } from '../files/signer.ts';
import type { UploadPlace } from './upload-store.ts';

export interface PartToSign extends UploadPlace {
  readonly partNumber: number;
  readonly sizeBytes: number;
  /** Base64 of the 8 bytes. */
  readonly crc64nvme: string;
}

/** Makes URLs that store one part and nothing else. Throws a `CodedError` `unavailable` without living credentials. */
export interface PartSigner {
  signPart(part: PartToSign): Promise<SignedPut>;
}
