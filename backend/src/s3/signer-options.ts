import type { AwsCredentialIdentity } from '@smithy/types';

import { requiredVariable } from '../environment.ts';
import type { S3SignerOptions } from './signed-url.ts';

/** From the environment that template.yaml declares. */
export function signerOptions(credentials: AwsCredentialIdentity): S3SignerOptions {
  return {
    filesUrl: requiredVariable('FILES_URL'),
    region: requiredVariable('AWS_REGION'),
    credentials,
    now: () => new Date(),
  };
}
