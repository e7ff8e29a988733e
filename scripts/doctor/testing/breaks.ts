import type { Facts } from '../facts.ts';

type Break = readonly [name: string, broken: (it: Facts) => Partial<Facts>, sentence: string];

const without = (policy: Facts['policy'], sign: string) => policy.filter((it) => !JSON.stringify(it).includes(sign));

const cors: readonly Break[] = [
  ['no CORS', ({ cors }) => ({ cors: { ...cors, allowOrigin: '' } }), 'lets nobody, not exactly http://localhost'],
  ['CORS for all', ({ cors }) => ({ cors: { ...cors, allowOrigin: '*' } }), 'lets *, not exactly http://localhost'],
  [
    'one of two addresses',
    () => ({ otherOrigin: { origin: 'https://d1.cloudfront.net', allowOrigin: '' } }),
    'does not let https://d1.cloudfront.net in',
  ],
  ['no PUT', ({ cors }) => ({ cors: { ...cors, allowMethods: ['GET', 'HEAD'] } }), 'does not allow PUT: uploads'],
  [
    'no checksum header',
    ({ cors }) => ({ cors: { ...cors, allowHeaders: ['content-type', 'if-match', 'if-none-match'] } }),
    'does not allow x-amz-checksum-crc64nvme: uploads',
  ],
  ['no ETag', ({ cors }) => ({ cors: { ...cors, exposeHeaders: ['x-amz-checksum-crc64nvme'] } }), 'not expose etag'],
];

const bucket: readonly Break[] = [
  [
    'a global host',
    ({ config }) => ({ config: { ...config, filesUrl: config.filesUrl.replace('//127.0.0.1:', '//127.0.0.1:1') } }),
    'signatures hold for one host',
  ],
  [
    'a public bucket',
    ({ publicAccess }) => ({ publicAccess: { ...publicAccess, RestrictPublicBuckets: false } }),
    'lacks RestrictPublicBuckets. Run "aws s3api put-public-access-block',
  ],
  ...(
    [
      ['SecureTransport', 'plain HTTP'],
      ['TlsVersion', 'TLS below 1.2'],
      ['signatureAge', 'signatures of any age'],
      ['signatureversion', 'signature version 2'],
      ['if-none-match', 'writes that overwrite blindly'],
      ['"s3:DeleteObject"', 'deletes of whatever is current'],
      ['PutObjectAcl', 'ACL writes'],
    ] as const
  ).map(([sign, what]): Break => [
    `a policy without ${sign}`,
    ({ policy }) => ({ policy: without(policy, sign) }),
    `no longer refuses ${what}. Put the statement`,
  ]),
  [
    'URLs that end early',
    ({ policy }) => ({ policy: JSON.parse(JSON.stringify(policy).replace('900000', '300000')) as Facts['policy'] }),
    'refuses signatures after 300 s, but URLs of parts say that they live 900 s',
  ],
  ['a clock ahead', () => ({ clockSkewSeconds: 1000 }), 'is 1000 s ahead of that of S3'],
  ['a clock behind', () => ({ clockSkewSeconds: -1000 }), 'is 1000 s behind that of S3'],
];

const state: readonly Break[] = [
  [
    'a public state bucket',
    (it) => ({ state: { ...it.state, publicAccess: { ...it.state.publicAccess, BlockPublicPolicy: false } } }),
    'lacks BlockPublicPolicy. Run "aws s3api put-public-access-block',
  ],
  ...(
    [
      ['SecureTransport', 'plain HTTP'],
      ['TlsVersion', 'TLS below 1.2'],
      ['if-none-match', 'writes that overwrite blindly'],
    ] as const
  ).map(([sign, what]): Break => [
    `a state bucket policy without ${sign}`,
    (it) => ({ state: { ...it.state, policy: without(it.state.policy, sign) } }),
    `no longer refuses ${what}. Put the statement of StateBucketPolicy`,
  ]),
  [
    'records for ever',
    (it) => ({ state: { ...it.state, expirationDays: undefined } }),
    'never expire. Restore LifecycleConfiguration of StateBucket',
  ],
  [
    'no workflow',
    ({ workflow }) => ({ workflow: { ...workflow, status: 'missing' } }),
    'is missing: changes of more than 1,000 files cannot go on',
  ],
  ['no log of it', ({ workflow }) => ({ workflow: { ...workflow, logGroup: undefined } }), 'writes no log. Restore'],
  ['another log', ({ workflow }) => ({ workflow: { ...workflow, logLevel: 'FATAL' } }), 'at level FATAL, not ERROR'],
];

const changedRoute = (facts: Facts, change: Partial<Facts['routes'][number]>): Partial<Facts> => ({
  routes: facts.routes.map((it) => (it.route === 'GET /files' ? { ...it, ...change } : it)),
});

const signIn: readonly Break[] = [
  ['no authorizer', (it) => changedRoute(it, { hasAuthorizer: false }), 'GET /files has no authorizer'],
  ['ID tokens', (it) => changedRoute(it, { scopes: [] }), 'GET /files takes ID tokens'],
  ['Cognito’s own scopes', ({ pool }) => ({ pool: { ...pool, choosesScopes: false } }), 'does not call the function'],
  ['open sign-up', ({ pool }) => ({ pool: { ...pool, allowsSelfSignUp: true } }), 'lets everybody create accounts'],
  ['user names only', ({ pool }) => ({ pool: { ...pool, takesEmail: false } }), 'was created without the alias'],
  ['no protection', ({ pool }) => ({ pool: { ...pool, isDeletionProtected: false } }), 'can be deleted with every'],
  ['no second factor', ({ pool }) => ({ pool: { ...pool, mfa: 'OFF' } }), 'is OFF, not OPTIONAL'],
  [
    'an app without it',
    ({ config }) => ({ config: { ...config, mfa: 'OFF' } }),
    'config.json says that MFA is OFF, not',
  ],
  [
    'short passwords',
    ({ pool }) => ({ pool: { ...pool, passwordPolicy: { ...pool.passwordPolicy, minimumLength: 6 } } }),
    'states other rules for passwords',
  ],
  ['a secret', ({ client }) => ({ client: { ...client, hasSecret: true } }), 'has a secret'],
  [
    'plain passwords',
    ({ client }) => ({ client: { ...client, flows: ['ALLOW_USER_PASSWORD_AUTH', 'ALLOW_USER_SRP_AUTH'] } }),
    'instead of SRP alone',
  ],
  ['known users', ({ client }) => ({ client: { ...client, hidesUsers: false } }), 'tells whether a user exists'],
  ['no rotation', ({ client }) => ({ client: { ...client, rotates: false } }), 'does not rotate refresh tokens'],
  [
    'a changed address',
    ({ client }) => ({ client: { ...client, writesEmail: true } }),
    'lets people change the address',
  ],
  ['no revocation', ({ client }) => ({ client: { ...client, revokes: false } }), 'cannot revoke tokens'],
];

const csp = (facts: Facts, from: RegExp, to: string) => facts.contentSecurityPolicy.replace(from, to);

const web: readonly Break[] = [
  [
    'another pool',
    ({ config }) => ({ config: { ...config, userPoolId: 'us-east-1_other' } }),
    'names the pool us-east',
  ],
  ['no CSP', () => ({ contentSecurityPolicy: '' }), 'comes without a Content-Security-Policy'],
  [
    'a CSP without the bucket',
    (it) => ({ contentSecurityPolicy: csp(it, /connect-src 'self' \S+/, "connect-src 'self'") }),
    'does not name http://127.0.0.1',
  ],
  [
    'a CSP without Cognito',
    (it) => ({ contentSecurityPolicy: csp(it, / \S+; manifest-src/, '; manifest-src') }),
    'does not name http://127.0.0.1',
  ],
];

const stage: readonly Break[] = [
  [
    'a second stage',
    ({ stage: it }) => ({ stage: { ...it, names: ['Stage', 'api'] } }),
    'also answers at the stage Stage',
  ],
  ['no stage', ({ stage: it }) => ({ stage: { ...it, names: [], isOutdated: true } }), 'has no stage "api"'],
  [
    'an old stage',
    ({ stage: it }) => ({ stage: { ...it, isOutdated: true } }),
    'older than the last change of the stack',
  ],
  ['an API for all', () => ({ apiOrigin: '*' }), 'CORS of the API lets every origin in'],
  [
    'an API that does not answer',
    (facts) => ({ apiOrigin: '', wanted: { ...facts.wanted, devOrigin: '' } }),
    'The API does not answer',
  ],
  ['an API for nobody', () => ({ apiOrigin: '' }), 'CORS of the API lets nobody in, not http://localhost'],
  ['no limit', ({ stage: it }) => ({ stage: { ...it, requestsPerSecond: undefined } }), 'limits requests not at all'],
  ['another limit', ({ stage: it }) => ({ stage: { ...it, requestsPerSecond: 9 } }), 'to 9 per second, not to 200'],
  ['no access log', ({ stage: it }) => ({ stage: { ...it, hasAccessLog: false } }), 'writes no access log'],
];

const account: readonly Break[] = [
  ['a new account', () => ({ functionLimit: { atOnce: 10 } }), 'at most 10 functions at once in'],
  [
    'a slow account',
    () => ({ apiLimit: { requestsPerSecond: 50, burst: 500 } }),
    'takes 50 requests per second and 500',
  ],
  ['a small burst', () => ({ apiLimit: { requestsPerSecond: 500, burst: 50 } }), 'and 50 at once'],
  [
    'few sign-ins',
    () => ({ signInLimit: { perSecond: 5, quotaCode: 'L-1' } }),
    '--service-code cognito-idp --quota-code L-1',
  ],
  ['unknown sign-ins', () => ({ signInLimit: { perSecond: undefined, quotaCode: '' } }), 'Service Quotas does not say'],
  ['no protection of prod', () => ({ protection: { isProduction: true, isOn: false } }), 'Termination protection of'],
];

/** Facts of a stack with one broken setting each, and what the doctor must say then. */
export const breaks: readonly Break[] = [...cors, ...bucket, ...state, ...signIn, ...web, ...stage, ...account];
