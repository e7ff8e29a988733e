import { S3GetSigner } from './s3-get-signer.ts';
import { signerOptions } from './signer-options.ts';

/** The signer of a deployed function that lets browsers read. */
export function realGetSigner(): S3GetSigner {
  return new S3GetSigner(signerOptions());
}
