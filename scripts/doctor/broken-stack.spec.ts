/**
 * The doctor on a running stack: each broken setting gives its own sentence and no other. The stack is started from a
 * broken template.
 */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { parseTemplate, type Json } from '@airlock/template';
import { removed, replaced, reworded, widened, type Change } from '@airlock/template/testing/change.ts';

import { root, startStack } from '../../local/start-stack.ts';
import { diagnose } from './diagnose.ts';
import { factsHere } from './facts-here.ts';

type Break = readonly [setting: string, change: Change, sentence: string];

const files = 'FilesBucket/Properties';
const cors = `${files}/CorsConfiguration/CorsRules/0`;
const statements = 'FilesBucketPolicy/Properties/PolicyDocument/Statement';
const pool = 'UserPool/Properties';
const client = 'UserPoolClient/Properties';
const auth = 'Api/Properties/Auth';
const csp =
  'WebHeaders/Properties/ResponseHeadersPolicyConfig/SecurityHeadersConfig/ContentSecurityPolicy/ContentSecurityPolicy/Fn::Sub/0';

const bucket: readonly Break[] = [
  ['no CORS', removed(`${files}/CorsConfiguration`), 'lets nobody, not exactly http://localhost'],
  ['CORS for all', replaced(`${cors}/AllowedOrigins`, ['*']), 'lets *, not exactly http://localhost'],
  ['no PUT', replaced(`${cors}/AllowedMethods`, ['GET', 'HEAD']), 'does not allow PUT, content-type'],
  ['no checksum header', removed(`${cors}/AllowedHeaders/4`), 'does not allow x-amz-checksum-crc64nvme: uploads'],
  ['no ETag', removed(`${cors}/ExposedHeaders/0`), 'does not expose etag: the app cannot verify'],
  [
    'a public bucket',
    replaced(`${files}/PublicAccessBlockConfiguration/RestrictPublicBuckets`, false),
    'lacks RestrictPublicBuckets. Run "aws s3api put-public-access-block',
  ],
  ['plain HTTP', removed(`${statements}/DenyPlainHttp`), 'no longer refuses plain HTTP. Put the statement'],
  ['old TLS', removed(`${statements}/DenyOldTls`), 'no longer refuses TLS below 1.2. Put the statement'],
  ['old signatures', removed(`${statements}/DenyStaleSignatures`), 'no longer refuses signatures of any age. Put'],
  ['SigV2', removed(`${statements}/DenySignatureVersion2`), 'no longer refuses signature version 2. Put the statement'],
  [
    'blind writes',
    removed(`${statements}/DenyUnconditionalWrites`),
    'no longer refuses writes that overwrite blindly.',
  ],
  [
    'blind deletes',
    removed(`${statements}/DenyUnconditionalDeletes`),
    'no longer refuses deletes of whatever is current.',
  ],
  ['ACL writes', removed(`${statements}/DenyAclWrites`), 'no longer refuses ACL writes. Put the statement'],
  [
    'URLs that end early',
    replaced(`${statements}/DenyStaleSignatures/Condition/NumericGreaterThan/s3:signatureAge`, '300000'),
    'refuses signatures after 300 s, but URLs of parts say that they live 900 s',
  ],
];

const stateStatements = 'StateBucketPolicy/Properties/PolicyDocument/Statement';
const state: readonly Break[] = [
  [
    'a public state bucket',
    replaced('StateBucket/Properties/PublicAccessBlockConfiguration/BlockPublicPolicy', false),
    'lacks BlockPublicPolicy. Run "aws s3api put-public-access-block',
  ],
  ['blind records', removed(`${stateStatements}/DenyUnconditionalWrites`), 'writes that overwrite blindly. Put'],
  [
    'records for a month',
    replaced('StateBucket/Properties/LifecycleConfiguration/Rules/records/ExpirationInDays', 30),
    'expire after 30 days, not after 7. Restore',
  ],
  ['no log of large changes', removed('Changes/Properties/Logging'), 'writes no log. Restore'],
];

const signIn: readonly Break[] = [
  ['no authorizer', removed(`${auth}/DefaultAuthorizer`), 'has no authorizer of the user pool'],
  [
    'ID tokens',
    removed(`${auth}/Authorizers/Cognito/AuthorizationScopes`),
    'takes ID tokens and tokens of account changes',
  ],
  ['Cognito’s own scopes', removed(`${pool}/LambdaConfig/PreTokenGenerationConfig`), 'does not call the function that'],
  [
    'open sign-up',
    replaced(`${pool}/AdminCreateUserConfig/AllowAdminCreateUserOnly`, false),
    'lets everybody create accounts. Turn self-registration off',
  ],
  ['user names only', removed(`${pool}/AliasAttributes`), 'was created without the alias "email"'],
  ['no second factor', replaced(`${pool}/MfaConfiguration`, 'OFF'), 'is OFF, not OPTIONAL'],
  ['plain passwords', widened(`${client}/ExplicitAuthFlows`, 'ALLOW_USER_PASSWORD_AUTH'), 'instead of SRP alone'],
  ['known users', replaced(`${client}/PreventUserExistenceErrors`, 'LEGACY'), 'tells whether a user exists'],
  ['no rotation', replaced(`${client}/RefreshTokenRotation/Feature`, 'DISABLED'), 'does not rotate refresh tokens'],
  ['a changed address', removed(`${client}/WriteAttributes`), 'lets people change the address'],
  ['no revocation', replaced(`${client}/EnableTokenRevocation`, false), 'cannot revoke tokens'],
];

const api: readonly Break[] = [
  [
    'an API for another origin',
    replaced('Api/Properties/Cors/AllowOrigin', "'https://other.example'"),
    'lets https://other',
  ],
  ['no limit of requests', removed('Api/Properties/MethodSettings'), 'limits requests not at all'],
  ['no access log', removed('Api/Properties/AccessLogSetting'), 'writes no access log'],
];

const web: readonly Break[] = [
  [
    'no CSP',
    removed('WebHeaders/Properties/ResponseHeadersPolicyConfig/SecurityHeadersConfig/ContentSecurityPolicy'),
    'comes without a Content-Security-Policy',
  ],
  [
    'a CSP without the bucket',
    reworded(csp, "connect-src 'self' ${files}", "connect-src 'self'"),
    'does not name http://127.0.0.1',
  ],
  ['a CSP without Cognito', reworded(csp, ' ${cognito}', ''), 'does not name http://127.0.0.1'],
];

let directory: string;
let healthy: Json;
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'airlock-broken-'));
  healthy = parseTemplate(join(root, 'template.yaml'));
});
afterAll(() => rm(directory, { recursive: true }));

describe('npm run doctor, on a running stack', () => {
  it.each([...bucket, ...state, ...signIn, ...api, ...web])(
    'with %s: exactly one sentence',
    async (_, change, sentence) => {
      expect(await sentencesAbout(change(healthy))).toEqual([expect.stringContaining(sentence)]);
    },
    30_000,
  );
});

/** Returns what the doctor says about a stack that runs from `template`, which is JSON and therefore YAML. */
async function sentencesAbout(template: Json): Promise<readonly string[]> {
  const place = await mkdtemp(join(directory, 'stack-'));
  const file = join(place, 'template.yaml');
  await writeFile(file, JSON.stringify(template));
  // The API is another one: the doctor calls none of the functions, so none are bundled.
  const api = new URL('http://127.0.0.1:3000');
  const stack = await startStack({
    ...{ directory: place, template: file, api, docker: false, app: 'as-it-is' },
    ports: { web: 0, s3: 0, cognito: 0 },
  });
  try {
    const findings = diagnose(await factsHere(file, place));
    return findings.flatMap(({ sentence }) => sentence ?? []);
  } finally {
    await stack.close();
  }
}
