import { requiredVariable } from '../environment.ts';
import { lambdaCredentials } from './credentials.ts';
import type { S3SignerOptions } from './signed-url.ts';

/** From the environment that template.yaml declares. */
export function signerOptions(): S3SignerOptions {
  return {
    filesUrl: requiredVariable('FILES_URL'),
    region: requiredVariable('AWS_REGION'),
    credentials: lambdaCredentials(),
    now: () => new Date(),
  };
}
