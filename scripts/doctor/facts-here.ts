import { join } from 'node:path';

import { CognitoIdentityProviderClient } from '@aws-sdk/client-cognito-identity-provider';
import * as v from 'valibot';

import { readStackFile, type StackDescription } from '../../local/stack/stack-file.ts';
import { readTemplate, type ResolvedTemplate } from '../../local/template/index.ts';
import { DoctorError } from './doctor-error.ts';
import { accessBlocks, type AccessBlock, type Facts, type Statement } from './facts.ts';
import { poolClientFacts, poolFacts } from './pool-facts.ts';
import { clockSkewSeconds, probeCors } from './probe-s3.ts';
import { probeWeb } from './probe-web.ts';

/** The stack on this machine. Its bucket has no call that tells policy and blocks: they are those of template.yaml. */
export async function factsHere(root: string, directory: string): Promise<Facts> {
  const stack = readStackFile(directory);
  if (stack === undefined)
    throw new DoctorError('The local stack does not run: start it with "npm start" and try again.');
  const template = templateOf(root, stack);
  const filesUrl = `${stack.s3Url}/${stack.filesBucket}`;
  const { adminAccessKeyId: accessKeyId, adminSecretAccessKey: secretAccessKey } = stack;
  const credentials = { accessKeyId, secretAccessKey };
  const cognito = new CognitoIdentityProviderClient({ endpoint: stack.cognitoUrl, region: stack.region, credentials });
  const { userPoolId, userPoolClientId } = stack;
  const facts = {
    ...{ stackName: undefined, region: stack.region, appOrigin: stack.webUrl, bucket: stack.filesBucket },
    ...{ expectedFilesUrl: filesUrl, userPoolId, userPoolClientId },
    ...(await probeWeb(stack.webUrl)),
    cors: await probeCors(filesUrl, stack.webUrl),
    clockSkewSeconds: await clockSkewSeconds(filesUrl),
    // The local Cognito has no call that deletes a pool, and so no protection against it.
    pool: { ...(await poolFacts(cognito, userPoolId)), isDeletionProtected: true },
    client: await poolClientFacts(cognito, userPoolId, userPoolClientId),
    ...bucketOf(template),
    routes: template.routes.map(({ method, path, authorizer, authorizationScopes }) => ({
      ...{ route: `${method} ${path}`, hasAuthorizer: authorizer !== undefined, scopes: authorizationScopes },
    })),
    wanted: {
      allowsSelfSignUp: template.parameters['SelfSignUp'] === 'true',
      isDeletionProtected: template.parameters['DeletionProtection'] === 'ACTIVE',
      mfa: String(template.parameters['Mfa']),
    },
  };
  cognito.destroy();
  return facts;
}

function templateOf(root: string, stack: StackDescription): ResolvedTemplate {
  const { webUrl: DevOrigin, s3Url: S3Endpoint, cognitoUrl: CognitoEndpoint } = stack;
  return readTemplate(join(root, 'template.yaml'), {
    ...{ stackName: 'airlock', region: stack.region, accountId: '000000000000' },
    parameters: { DevOrigin, S3Endpoint, CognitoEndpoint },
    resourceValues: { UserPool: stack.userPoolId, UserPoolClient: stack.userPoolClientId },
  });
}

const statements = v.array(
  v.object({ Effect: v.string(), Principal: v.unknown(), Action: v.unknown(), Condition: v.optional(v.unknown()) }),
);

function bucketOf(template: ResolvedTemplate): {
  readonly publicAccess: AccessBlock;
  readonly policy: readonly Statement[];
} {
  const blocks = template.resource('FilesBucket').properties.maybe('PublicAccessBlockConfiguration');
  const policy = template.resource('FilesBucketPolicy').properties.at('PolicyDocument').at('Statement').value;
  const publicAccess = Object.fromEntries(accessBlocks.map((it) => [it, blocks?.maybe(it)?.value === true]));
  return { publicAccess: publicAccess as AccessBlock, policy: v.parse(statements, policy) };
}
