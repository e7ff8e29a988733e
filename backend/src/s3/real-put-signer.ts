import type { Caller } from '../caller.ts';
import { perCaller } from './per-caller.ts';
import { S3PutSigner } from './s3-put-signer.ts';
import type { FileAccess } from './session-policy.ts';
import { signerOptions } from './signer-options.ts';

/** The signer of a deployed function that lets browsers write, for one caller. */
export function realPutSigner(access: FileAccess): (caller: Caller) => S3PutSigner | Promise<S3PutSigner> {
  return perCaller(access, (credentials) => new S3PutSigner(signerOptions(credentials)));
}
