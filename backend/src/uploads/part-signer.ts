import type { SignedPut } from '../files/signer.ts';
import type { UploadPlace } from './upload-store.ts';

/** One part of an upload to sign. */
export interface PartToSign extends UploadPlace {
  readonly partNumber: number;
  readonly sizeBytes: number;
  /** Base64 of the 8 bytes of the checksum. It finds accidents; the holder of the URL can forge bytes that have it. */
  readonly crc64nvme: string;
}

/** Makes URLs that store a part of one number in one upload and nothing else. Throws a `CodedError` `unavailable` when its credentials have ended. */
export interface PartSigner {
  signPart(part: PartToSign): Promise<SignedPut>;
}
