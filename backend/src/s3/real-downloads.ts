import type { Caller } from '../caller.ts';
import { requiredVariable } from '../environment.ts';
import { perCaller } from './per-caller.ts';
import { clientWith } from './real-client.ts';
import { S3FileStore } from './s3-file-store.ts';
import { S3GetSigner } from './s3-get-signer.ts';
import { signerOptions } from './signer-options.ts';

/** What a download asks of S3 first, and what signs it. */
export interface Downloads {
  readonly files: S3FileStore;
  readonly signer: S3GetSigner;
}

/** Both of a deployed function that lets browsers read, for one caller. */
export function realDownloads(): (caller: Caller) => Downloads | Promise<Downloads> {
  return perCaller('get', (credentials) => ({
    files: new S3FileStore(clientWith(credentials), requiredVariable('FILES_BUCKET')),
    signer: new S3GetSigner(signerOptions(credentials)),
  }));
}
