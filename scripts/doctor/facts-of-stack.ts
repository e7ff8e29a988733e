import { APIGatewayClient, paginateGetResources } from '@aws-sdk/client-api-gateway';
import { CloudFormationClient, type Stack } from '@aws-sdk/client-cloudformation';
import { CognitoIdentityProviderClient } from '@aws-sdk/client-cognito-identity-provider';
import { LambdaClient } from '@aws-sdk/client-lambda';
import type { S3Client } from '@aws-sdk/client-s3';
import { ServiceQuotasClient } from '@aws-sdk/client-service-quotas';
import { SFNClient } from '@aws-sdk/client-sfn';

import { isProduction } from '../deploy/protect.ts';
import { restApiIdOf } from '../deploy/stage.ts';
import { s3Client } from '../deploy/s3-client.ts';
import { findStack, hasOutputs, outputsOf, parameterOf, type StackOutputs } from '../deploy/stack.ts';
import { apiLimit, functionLimit, signInLimit } from './account-facts.ts';
import { ask } from './ask.ts';
import { policyOf, publicAccessOf, stateFacts } from './bucket-facts.ts';
import { DoctorError } from './doctor-error.ts';
import type { Facts, RouteFact } from './facts.ts';
import { poolClientFacts, poolFacts } from './pool-facts.ts';
import { allowedOrigin, clockSkewSeconds, probeCors } from './probe-s3.ts';
import { probeWeb } from './probe-web.ts';
import { probeApi, stageFacts } from './stage-facts.ts';
import { wantedBy } from './wanted.ts';
import { workflowFacts } from './workflow-facts.ts';

/** Collects the facts of a deployed stack, with the AWS configuration of the person who runs the doctor. */
export async function factsOfStack(stackName: string, region: string, appUrl?: string): Promise<Facts> {
  const stack = await completeStack(stackName, region);
  const outputs = outputsOf(stack);
  const clients = {
    cognito: new CognitoIdentityProviderClient({ region }),
    gateway: new APIGatewayClient({ region }),
    lambda: new LambdaClient({ region }),
    quotas: new ServiceQuotasClient({ region }),
    s3: s3Client({ region }),
    sfn: new SFNClient({ region }),
  };
  const { UserPoolId: userPoolId, UserPoolClientId: userPoolClientId } = outputs;
  const facts = {
    ...{ stackName, region, bucket: outputs.FilesBucketName, userPoolId, userPoolClientId },
    ...{ appOrigin: new URL(outputs.AppUrl).origin, expectedFilesUrl: outputs.FilesUrl },
    ...(await probeWeb(appUrl ?? outputs.AppUrl)),
    cors: await probeCors(outputs.FilesUrl, new URL(outputs.AppUrl).origin),
    otherOrigin: await otherOrigin(outputs),
    clockSkewSeconds: await clockSkewSeconds(outputs.FilesUrl),
    ...(await factsOfServices(clients, outputs)),
    ...(await factsOfApi(clients.gateway, stack, outputs)),
    ...(await factsOfAccount(clients)),
    protection: {
      isProduction: isProduction(stack),
      isOn: stack.EnableTerminationProtection === true,
    },
    wanted: wantedBy((name) => parameterOf(stack, name) ?? ''),
  };
  for (const client of Object.values(clients)) client.destroy();
  return facts;
}

async function completeStack(stackName: string, region: string): Promise<Stack> {
  const cloudFormation = new CloudFormationClient({ region });
  const stack = await findStack(cloudFormation, stackName);
  cloudFormation.destroy();
  if (stack === undefined)
    throw new DoctorError(`There is no stack ${stackName} in ${region}: run "npm run deploy", or give --region.`);
  if (!hasOutputs(stack)) {
    const { StackStatus } = stack;
    throw new DoctorError(
      `The stack ${stackName} is ${StackStatus} and was never complete: run "npm run deploy", which says the way on.`,
    );
  }
  return stack;
}

async function otherOrigin({ AppUrl, DistributionDomainName, FilesUrl }: StackOutputs): Promise<Facts['otherOrigin']> {
  const origin = `https://${DistributionDomainName ?? ''}`;
  if (DistributionDomainName === undefined || AppUrl === origin) return undefined;
  return { origin, allowOrigin: await allowedOrigin(FilesUrl, origin) };
}

interface Clients {
  readonly cognito: CognitoIdentityProviderClient;
  readonly gateway: APIGatewayClient;
  readonly lambda: LambdaClient;
  readonly quotas: ServiceQuotasClient;
  readonly s3: S3Client;
  readonly sfn: SFNClient;
}

async function factsOfServices({ cognito, s3, sfn }: Clients, outputs: StackOutputs) {
  const { UserPoolId, UserPoolClientId, FilesBucketName, StateBucketName, ChangesStateMachineArn } = outputs;
  return {
    pool: await ask(poolFacts(cognito, UserPoolId)),
    client: await ask(poolClientFacts(cognito, UserPoolId, UserPoolClientId)),
    policy: await ask(policyOf(s3, FilesBucketName)),
    publicAccess: await ask(publicAccessOf(s3, FilesBucketName)),
    state: await ask(stateFacts(s3, StateBucketName)),
    workflow: await ask(workflowFacts(sfn, ChangesStateMachineArn)),
  };
}

async function factsOfApi(gateway: APIGatewayClient, stack: Stack, outputs: StackOutputs) {
  const restApiId = restApiIdOf(outputs.ApiUrl);
  const devOrigin = parameterOf(stack, 'DevOrigin') ?? '';
  return {
    routes: await ask(routeFacts(gateway, restApiId)),
    stage: await ask(stageFacts(gateway, restApiId, stack)),
    apiOrigin: await probeApi(outputs.ApiUrl, devOrigin === '' ? new URL(outputs.AppUrl).origin : devOrigin),
  };
}

async function factsOfAccount({ gateway, lambda, quotas }: Clients) {
  return {
    functionLimit: await ask(functionLimit(lambda)),
    apiLimit: await ask(apiLimit(gateway)),
    signInLimit: await ask(signInLimit(quotas)),
  };
}

async function routeFacts(client: APIGatewayClient, restApiId: string): Promise<readonly RouteFact[]> {
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
  return routes;
}
