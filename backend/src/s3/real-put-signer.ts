import { S3PutSigner } from './s3-put-signer.ts';
import { signerOptions } from './signer-options.ts';

/** The signer of a deployed function that lets browsers write. */
export function realPutSigner(): S3PutSigner {
  return new S3PutSigner(signerOptions());
}
