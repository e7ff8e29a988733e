import { readTemplate, type ResolvedTemplate } from '@airlock/template';
import { CognitoIdentityProviderClient } from '@aws-sdk/client-cognito-identity-provider';
import { S3Client } from '@aws-sdk/client-s3';

import { readStackFile, type StackDescription } from '../../local/stack-file.ts';
import { policyOf, publicAccessOf, stateFacts } from './bucket-facts.ts';
import { DoctorError } from './doctor-error.ts';
import type { Facts, WorkflowFacts } from './facts.ts';
import { poolClientFacts, poolFacts } from './pool-facts.ts';
import { clockSkewSeconds, probeCors } from './probe-s3.ts';
import { probeWeb } from './probe-web.ts';
import { wantedBy } from './wanted.ts';

/**
 * Collects the facts of the stack on this machine. The local API has no call that lists its routes, so they are read
 * from the template.
 */
export async function factsHere(templateFile: string, directory: string): Promise<Facts> {
  const stack = readStackFile(directory);
  if (stack === undefined)
    throw new DoctorError('The local stack does not run: start it with "npm start" and try again.');
  const template = templateOf(templateFile, stack);
  const filesUrl = `${stack.s3Url}/${stack.filesBucket}`;
  const { adminAccessKeyId: accessKeyId, adminSecretAccessKey: secretAccessKey } = stack;
  const credentials = { accessKeyId, secretAccessKey };
  const cognito = new CognitoIdentityProviderClient({ endpoint: stack.cognitoUrl, region: stack.region, credentials });
  const s3 = new S3Client({ endpoint: stack.s3Url, region: stack.region, credentials, forcePathStyle: true });
  const { userPoolId, userPoolClientId } = stack;
  const facts = {
    ...{ stackName: undefined, region: stack.region, appOrigin: stack.webUrl, bucket: stack.filesBucket },
    ...{ expectedFilesUrl: filesUrl, userPoolId, userPoolClientId },
    ...(await probeWeb(stack.webUrl)),
    cors: await probeCors(filesUrl, stack.webUrl),
    otherOrigin: undefined,
    clockSkewSeconds: await clockSkewSeconds(filesUrl),
    // The local Cognito has no call that deletes a pool, and so no protection against it.
    pool: { ...(await poolFacts(cognito, userPoolId)), isDeletionProtected: true },
    client: await poolClientFacts(cognito, userPoolId, userPoolClientId),
    policy: await policyOf(s3, stack.filesBucket),
    publicAccess: await publicAccessOf(s3, stack.filesBucket),
    state: await stateFacts(s3, stack.stateBucket),
    workflow: workflowOf(template),
    ...apiOf(template),
    ...ofNoAccount,
    routes: template.routes.map(({ method, path, authorizer, authorizationScopes }) => ({
      ...{ route: `${method} ${path}`, hasAuthorizer: authorizer !== undefined, scopes: authorizationScopes },
    })),
    wanted: wantedBy((name) => String(template.parameters[name])),
  };
  cognito.destroy();
  s3.destroy();
  return facts;
}

/** The local gateway has no call that describes a stage. It shows the template, always the newest, at one stage. */
function apiOf({ api }: ResolvedTemplate): Pick<Facts, 'stage' | 'apiOrigin'> {
  const every = api.throttling.find(({ path, method }) => path === '/*' && method === '*');
  const allowed = api.cors?.headers['Access-Control-Allow-Origin'] ?? '';
  const names = [api.stageName];
  const stage = { restApiId: api.id, names, isOutdated: false, requestsPerSecond: every?.requestsPerSecond };
  return { stage: { ...stage, hasAccessLog: api.accessLogFormat !== undefined }, apiOrigin: allowed };
}

/** This machine has no account, whose limits could be too small. */
const ofNoAccount = {
  functionLimit: { atOnce: Infinity },
  apiLimit: { requestsPerSecond: Infinity, burst: Infinity },
  signInLimit: { perSecond: Infinity, quotaCode: '' },
  protection: { isProduction: false, isOn: false },
};

/** The local Step Functions has no call that describes a state machine, so it is read from the template. */
function workflowOf({ stateMachines: [machine], ...template }: ResolvedTemplate): WorkflowFacts {
  if (machine === undefined) return { arn: 'of changes', status: 'missing', logLevel: 'OFF', logGroup: undefined };
  const logging = template.resource(machine.logicalId).properties.maybe('Logging');
  const [destination] = logging?.at('Destinations').list() ?? [];
  return {
    arn: machine.arn,
    status: 'ACTIVE',
    logLevel: logging?.maybe('Level')?.text() ?? 'OFF',
    logGroup: destination?.at('CloudWatchLogsLogGroup').at('LogGroupArn').text(),
  };
}

function templateOf(file: string, stack: StackDescription): ResolvedTemplate {
  const { webUrl: DevOrigin, s3Url: S3Endpoint, cognitoUrl: CognitoEndpoint } = stack;
  return readTemplate(file, {
    ...{ stackName: 'airlock', region: stack.region, accountId: '000000000000' },
    parameters: { DevOrigin, S3Endpoint, CognitoEndpoint },
    resourceValues: {
      UserPool: stack.userPoolId,
      UserPoolClient: stack.userPoolClientId,
      AccountClient: stack.accountClientId,
    },
  });
}
