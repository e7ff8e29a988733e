import { requiredVariable } from '../environment.ts';
import { lambdaCredentials } from './credentials.ts';
import { S3Signer } from './s3-signer.ts';

/** The signer of a deployed function, from the environment that template.yaml declares. */
export function realSigner(): S3Signer {
  return new S3Signer({
    filesUrl: requiredVariable('FILES_URL'),
    region: requiredVariable('AWS_REGION'),
    credentials: lambdaCredentials(),
    now: () => new Date(),
  });
}
