import { requiredVariable } from '../environment.ts';
import { realClient } from './real-client.ts';
import { S3UploadStore } from './s3-upload-store.ts';

/** The upload store of a deployed function. */
export function realUploadStore(): S3UploadStore {
  return new S3UploadStore(realClient(), requiredVariable('FILES_BUCKET'));
}
