import { APIGatewayClient } from '@aws-sdk/client-api-gateway';
import { CognitoIdentityProviderClient } from '@aws-sdk/client-cognito-identity-provider';
import { S3Client } from '@aws-sdk/client-s3';

import type { StackOutputs } from '../../../scripts/deploy/stack.ts';
import { region } from '../emulated-stack.ts';
import { brokenBucket } from './bucket.ts';
import { brokenConfig } from './config.ts';
import { brokenRoutes } from './routes.ts';
import type { BrokenSetting } from './setting.ts';
import { brokenStage } from './stage.ts';
import { brokenSignIn } from './sign-in.ts';

export type { BrokenSetting } from './setting.ts';

export interface BrokenSettings {
  readonly all: readonly BrokenSetting[];
  readonly close: () => void;
}

/** Returns the settings of the stack with `outputs` in the emulated AWS at `endpoint`. */
export function brokenSettings(endpoint: string, outputs: StackOutputs): BrokenSettings {
  const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };
  const s3 = new S3Client({ endpoint, region, credentials, forcePathStyle: true });
  const cognito = new CognitoIdentityProviderClient({ endpoint, region, credentials });
  const gateway = new APIGatewayClient({ endpoint, region, credentials });
  return {
    all: [
      ...brokenBucket(s3, outputs.FilesBucketName),
      ...brokenSignIn(cognito, outputs),
      ...brokenRoutes(gateway, outputs),
      ...brokenStage(gateway, outputs),
      ...brokenConfig(s3, outputs.WebBucketName),
    ],
    close: () => {
      for (const client of [s3, cognito, gateway]) client.destroy();
    },
  };
}
