import { APIGatewayClient, paginateGetResources } from '@aws-sdk/client-api-gateway';
import { CloudFormationClient, type Stack } from '@aws-sdk/client-cloudformation';
import { CognitoIdentityProviderClient } from '@aws-sdk/client-cognito-identity-provider';
import { GetBucketPolicyCommand, GetPublicAccessBlockCommand, S3Client } from '@aws-sdk/client-s3';
import * as v from 'valibot';

import { findStack, outputsOf, type StackOutputs } from '../deploy/stack.ts';
import { DoctorError } from './doctor-error.ts';
import { accessBlocks, type AccessBlock, type Facts, type RouteFact, type Statement } from './facts.ts';
import { poolClientFacts, poolFacts } from './pool-facts.ts';
import { clockSkewSeconds, probeCors } from './probe-s3.ts';
import { probeWeb } from './probe-web.ts';

/** A deployed stack, asked for with the AWS configuration of who examines it. */
export async function factsOfStack(stackName: string, region: string, appUrl?: string): Promise<Facts> {
  const cloudFormation = new CloudFormationClient({ region });
  const stack = await findStack(cloudFormation, stackName);
  cloudFormation.destroy();
  if (stack === undefined)
    throw new DoctorError(`There is no stack ${stackName} in ${region}: run "npm run deploy", or give --region.`);
  const outputs = outputsOf(stack);
  const cognito = new CognitoIdentityProviderClient({ region });
  const { UserPoolId: userPoolId, UserPoolClientId: userPoolClientId } = outputs;
  const facts = {
    ...{ stackName, region, bucket: outputs.FilesBucketName, userPoolId, userPoolClientId },
    ...{ appOrigin: new URL(outputs.AppUrl).origin, expectedFilesUrl: outputs.FilesUrl },
    ...(await probeWeb(appUrl ?? outputs.AppUrl)),
    cors: await probeCors(outputs.FilesUrl, new URL(outputs.AppUrl).origin),
    clockSkewSeconds: await clockSkewSeconds(outputs.FilesUrl),
    pool: await poolFacts(cognito, userPoolId),
    client: await poolClientFacts(cognito, userPoolId, userPoolClientId),
    ...(await bucketFacts(region, outputs.FilesBucketName)),
    routes: await routeFacts(region, outputs),
    wanted: wantedBy(stack),
  };
  cognito.destroy();
  return facts;
}

function wantedBy({ Parameters = [] }: Stack): Facts['wanted'] {
  const values = new Map(Parameters.map(({ ParameterKey, ParameterValue }) => [ParameterKey, ParameterValue]));
  return {
    allowsSelfSignUp: values.get('SelfSignUp') === 'true',
    isDeletionProtected: values.get('DeletionProtection') !== 'INACTIVE',
    mfa: values.get('Mfa') ?? 'OPTIONAL',
  };
}

const policyDocument = v.object({
  Statement: v.array(
    v.object({ Effect: v.string(), Principal: v.unknown(), Action: v.unknown(), Condition: v.optional(v.unknown()) }),
  ),
});

async function bucketFacts(region: string, bucket: string): Promise<Pick<Facts, 'policy' | 'publicAccess'>> {
  // An endpoint of one's own has no host names for buckets.
  const hasOwnEndpoint = (process.env['AWS_ENDPOINT_URL_S3'] ?? process.env['AWS_ENDPOINT_URL']) !== undefined;
  const s3 = new S3Client({ region, forcePathStyle: hasOwnEndpoint });
  const missing = (error: unknown) => {
    if (error instanceof Error && /^NoSuch(?:BucketPolicy|PublicAccessBlockConfiguration)$/.test(error.name))
      return undefined;
    throw error;
  };
  const policy = await s3.send(new GetBucketPolicyCommand({ Bucket: bucket })).catch(missing);
  const blocks = await s3.send(new GetPublicAccessBlockCommand({ Bucket: bucket })).catch(missing);
  s3.destroy();
  const set = blocks?.PublicAccessBlockConfiguration;
  return {
    policy: policy === undefined ? [] : statementsOf(policy.Policy ?? ''),
    publicAccess: Object.fromEntries(accessBlocks.map((it) => [it, set?.[it] === true])) as AccessBlock,
  };
}

const statementsOf = (text: string): readonly Statement[] => v.parse(policyDocument, JSON.parse(text)).Statement;

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
