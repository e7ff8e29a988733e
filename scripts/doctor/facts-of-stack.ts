import { APIGatewayClient, paginateGetResources } from '@aws-sdk/client-api-gateway';
import { CloudFormationClient, type Stack } from '@aws-sdk/client-cloudformation';
import { CognitoIdentityProviderClient } from '@aws-sdk/client-cognito-identity-provider';
import { S3Client } from '@aws-sdk/client-s3';
import { SFNClient } from '@aws-sdk/client-sfn';

import { findStack, outputsOf, type StackOutputs } from '../deploy/stack.ts';
import { bucketFacts, stateFacts } from './bucket-facts.ts';
import { DoctorError } from './doctor-error.ts';
import type { Facts, RouteFact } from './facts.ts';
import { poolClientFacts, poolFacts } from './pool-facts.ts';
import { clockSkewSeconds, probeCors } from './probe-s3.ts';
import { probeWeb } from './probe-web.ts';
import { workflowFacts } from './workflow-facts.ts';

/** Collects the facts of a deployed stack, with the AWS configuration of the person who runs the doctor. */
export async function factsOfStack(stackName: string, region: string, appUrl?: string): Promise<Facts> {
  const cloudFormation = new CloudFormationClient({ region });
  const stack = await findStack(cloudFormation, stackName);
  cloudFormation.destroy();
  if (stack === undefined)
    throw new DoctorError(`There is no stack ${stackName} in ${region}: run "npm run deploy", or give --region.`);
  const outputs = outputsOf(stack);
  const cognito = new CognitoIdentityProviderClient({ region });
  // A custom endpoint has no host names for buckets.
  const hasOwnEndpoint = (process.env['AWS_ENDPOINT_URL_S3'] ?? process.env['AWS_ENDPOINT_URL']) !== undefined;
  const sfn = new SFNClient({ region });
  const s3 = new S3Client({ region, forcePathStyle: hasOwnEndpoint });
  const { UserPoolId: userPoolId, UserPoolClientId: userPoolClientId } = outputs;
  const facts = {
    ...{ stackName, region, bucket: outputs.FilesBucketName, userPoolId, userPoolClientId },
    ...{ appOrigin: new URL(outputs.AppUrl).origin, expectedFilesUrl: outputs.FilesUrl },
    ...(await probeWeb(appUrl ?? outputs.AppUrl)),
    cors: await probeCors(outputs.FilesUrl, new URL(outputs.AppUrl).origin),
    clockSkewSeconds: await clockSkewSeconds(outputs.FilesUrl),
    pool: await poolFacts(cognito, userPoolId),
    client: await poolClientFacts(cognito, userPoolId, userPoolClientId),
    ...(await bucketFacts(s3, outputs.FilesBucketName)),
    state: await stateFacts(s3, outputs.StateBucketName),
    workflow: await workflowFacts(sfn, outputs.ChangesStateMachineArn),
    routes: await routeFacts(region, outputs),
    wanted: wantedBy(stack),
  };
  cognito.destroy();
  sfn.destroy();
  s3.destroy();
  return facts;
}

function wantedBy({ Parameters = [] }: Stack): Facts['wanted'] {
  const values = new Map(Parameters.map(({ ParameterKey, ParameterValue }) => [ParameterKey, ParameterValue]));
  return {
    isDeletionProtected: values.get('DeletionProtection') !== 'INACTIVE',
    mfa: values.get('Mfa') ?? 'OPTIONAL',
  };
}

async function routeFacts(region: string, { ApiUrl }: StackOutputs): Promise<readonly RouteFact[]> {
  const restApiId = new URL(ApiUrl).hostname.split('.')[0];
  const client = new APIGatewayClient({ region });
  const routes: RouteFact[] = [];
  for await (const { items = [] } of paginateGetResources({ client }, { restApiId, embed: ['methods'] })) {
    for (const { path = '', resourceMethods = {} } of items) {
      for (const [method, it] of Object.entries(resourceMethods)) {
        if (method === 'OPTIONS') continue;
        const hasAuthorizer = it.authorizationType === 'COGNITO_USER_POOLS';
        routes.push({ route: `${method} ${path}`, hasAuthorizer, scopes: it.authorizationScopes ?? [] });
      }
    }
  }
  client.destroy();
  return routes;
}
