import { requiredVariable } from '../environment.ts';
import { realClient } from './real-client.ts';
import { S3FileStore } from './s3-file-store.ts';

/** The file store of a deployed function. */
export function realFileStore(): S3FileStore {
  return new S3FileStore(realClient(), requiredVariable('FILES_BUCKET'));
}
