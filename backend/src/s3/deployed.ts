/**
 * What a deployed function is given: stores and signers with the credentials and the environment that Lambda sets. A
 * handler calls what its operation needs while the function starts, and its bundle holds only what it calls.
 */
import { S3Client } from '@aws-sdk/client-s3';
import type { AwsCredentialIdentity } from '@smithy/types';

import type { Caller } from '../caller.ts';
import type { ChangeWorkflow } from '../changes/change-workflow.ts';
import { requiredVariable } from '../environment.ts';
import { lambdaCredentials } from './credentials.ts';
import { lazyChangeWorkflow } from './lazy-change-workflow.ts';
import { perCaller } from './per-caller.ts';
import { S3ChangeStore } from './s3-change-store.ts';
import { S3CopyStore } from './s3-copy-store.ts';
import { S3FileStore } from './s3-file-store.ts';
import { S3GetSigner } from './s3-get-signer.ts';
import { S3PutSigner } from './s3-put-signer.ts';
import { S3UploadStore } from './s3-upload-store.ts';
import { S3VersionStore } from './s3-version-store.ts';
import type { FileAccess } from './session-policy.ts';
import type { S3SignerOptions } from './signed-url.ts';

/** Returns the store of files, reached with the role of the function. */
export function deployedFileStore(): S3FileStore {
  return new S3FileStore(roleClient(), requiredVariable('FILES_BUCKET'));
}

/** Returns the store of uploads, reached with the role of the function. */
export function deployedUploadStore(): S3UploadStore {
  return new S3UploadStore(roleClient(), requiredVariable('FILES_BUCKET'));
}

/** Returns the store of the versions of files, reached with the role of the function. */
export function deployedVersionStore(): S3VersionStore {
  return new S3VersionStore(roleClient(), requiredVariable('FILES_BUCKET'));
}

/** Returns the store that copies files, reached with the role of the function. */
export function deployedCopyStore(): S3CopyStore {
  return new S3CopyStore(roleClient(), requiredVariable('FILES_BUCKET'));
}

/** Returns the store of the records of changes, reached with the role of the function. */
export function deployedChangeStore(): S3ChangeStore {
  return new S3ChangeStore(roleClient(), requiredVariable('STATE_BUCKET'));
}

/** Returns the workflow of changes. A function without its address fails while it starts. */
export function deployedChangeWorkflow(): ChangeWorkflow {
  requiredVariable('CHANGES_STATE_MACHINE_ARN');
  return lazyChangeWorkflow();
}

/** Returns a function that gives the signer of one caller's writes. */
export function deployedPutSigner(access: FileAccess): (caller: Caller) => S3PutSigner | Promise<S3PutSigner> {
  return perCaller(access, (credentials) => {
    // Only the function that signs many files is told the dual-stack endpoint.
    const dualStackFilesUrl = process.env['FILES_DUAL_STACK_URL'];
    return new S3PutSigner({ ...signerOptions(credentials), dualStackFilesUrl });
  });
}

/** What a download needs: the store that describes the file, and the signer of the URL. */
export interface DownloadNeeds {
  readonly files: S3FileStore;
  readonly signer: S3GetSigner;
}

/** Returns a function that gives what the downloads of one caller need. */
export function deployedDownloads(): (caller: Caller) => DownloadNeeds | Promise<DownloadNeeds> {
  return perCaller('get', (credentials) => ({
    files: new S3FileStore(clientWith(credentials), requiredVariable('FILES_BUCKET')),
    signer: new S3GetSigner(signerOptions(credentials)),
  }));
}

function signerOptions(credentials: AwsCredentialIdentity): S3SignerOptions {
  return {
    filesUrl: requiredVariable('FILES_URL'),
    region: requiredVariable('AWS_REGION'),
    credentials,
    now: () => new Date(),
  };
}

let client: S3Client | undefined;
/** Three attempts end before the function's own 10 seconds do. */
const requestOptions = { connectionTimeout: 1000, requestTimeout: 2500, throwOnRequestTimeout: true };
let requestHandler: S3Client['config']['requestHandler'] | undefined;

/** Returns the client with the role of the function; all stores of a function share it. */
function roleClient(): S3Client {
  client ??= clientWith(lambdaCredentials());
  return client;
}

/** Makes a client with these credentials. All clients share their connections. The SDK reads AWS_ENDPOINT_URL_S3. */
function clientWith(credentials: AwsCredentialIdentity): S3Client {
  const made = new S3Client({
    region: requiredVariable('AWS_REGION'),
    credentials,
    maxAttempts: 3,
    requestHandler: requestHandler ?? requestOptions,
  });
  requestHandler ??= made.config.requestHandler;
  return made;
}
