import { mutantsOf, type Mutant } from './mutant.ts';

const spec = 'packages/stand-ins/sigv4/verify.spec.ts';

/** Mutants of the rules for what a signature covers at the stand-ins, part by part. */
export const sigV4Mutants: readonly Mutant[] = [
  ...mutantsOf('packages/stand-ins/sigv4/verify.ts', 'packages/stand-ins/sigv4/sdk-signer.spec.ts', [
    [
      'a temporary key takes any token',
      'if (!sameToken) {',
      `if (sessionToken === '-') {`,
      'refuses a temporary key without its token, with another',
    ],
    [
      'temporary keys are good for ever',
      'accessKey.expiresAt <= now()',
      'accessKey.expiresAt <= new Date(0)',
      'refuses a temporary key without its token, with another token, or after its end$',
    ],
  ]),
  ...mutantsOf('packages/stand-ins/sigv4/signature.ts', 'packages/stand-ins/sigv4/signature.spec.ts', [
    [
      'a key that was derived once is good for every secret',
      '`${scopeText(scope)} ${secretAccessKey}`',
      'scopeText(scope)',
      '^keeps the keys of different secrets, days, regions and services apart$',
    ],
  ]),
  ...mutantsOf('packages/stand-ins/sigv4/verify.ts', spec, [
    [
      'any header may go unsigned',
      `name.startsWith('x-amz-')`,
      `name.startsWith('x-amz-date')`,
      '^what is refused an x-amz header that is not signed$',
    ],
    ['the host may go unsigned', `['host', ...sent`, `[...sent`, '^what is refused an unsigned host$'],
    [
      'two ways of authentication are one too few',
      `const authorization = headerValue(request, 'authorization');`,
      `const authorization = has('X-Amz-Signature') ? undefined : headerValue(request, 'authorization');`,
      '^what is refused a bearer token on a pre-signed URL$',
    ],
    [
      'without a hash of the body anything may follow',
      'if (payloadHash === undefined) {',
      `if (payloadHash === '-') {`,
      '^what is refused no payload hash$',
    ],
    [
      'nobody compares signatures',
      `if (!sameSignature(hmac(key, toSign).toString('hex'), presented.signature)) {`,
      `if (presented.signature === '') {`,
      '^what is refused (?:another method|another path|an added parameter|a changed signed header|a longer life)$',
    ],
  ]),
  ...mutantsOf('packages/stand-ins/sigv4/canonical-request.ts', spec, [
    ['the method is not signed', '    request.method,\n', `    'GET',\n`, '^what is refused another method$'],
    [
      'the path is not signed',
      'canonicalPath(request.rawPath, options.singleEncoding),',
      `canonicalPath(request.rawPath, options.singleEncoding).replace('test2', 'test'),`,
      '^what is refused another path$',
    ],
    [
      'parameters may be added',
      `.filter(([name]) => name !== 'X-Amz-Signature')`,
      `.filter(([name]) => name !== 'X-Amz-Signature' && name !== 'acl')`,
      '^what is refused an added parameter$',
    ],
    [
      'signed headers may change',
      "`${name}:${headerValue(request, name) ?? ''}\\n`",
      "`${name}:${(headerValue(request, name) ?? '').replace('0-8', '0-9')}\\n`",
      '^what is refused a changed signed header$',
    ],
  ]),
  ...mutantsOf('packages/stand-ins/sigv4/credential.ts', spec, [
    [
      'a key is good in every region',
      'if (region !== endpoint.region) {',
      `if (region === '') {`,
      '^what is refused another region$',
    ],
    [
      'a key is good for every service',
      'if (service !== endpoint.service) {',
      `if (service === '') {`,
      '^what is refused another service$',
    ],
  ]),
  ...mutantsOf('packages/stand-ins/sigv4/header-auth.ts', spec, [
    [
      'any clock is right',
      'if (Math.abs(now.getTime() - date.getTime()) <= maxSkewMs) return;',
      'if (maxSkewMs > 0) return;',
      '^what is refused a clock 15 minutes (?:behind|ahead)$',
    ],
    [
      'a credential is good on every day',
      'if (!timestamp.startsWith(credential.scope.date)) {',
      `if (timestamp === '') {`,
      '^what is refused another day$',
    ],
  ]),
  ...mutantsOf('packages/stand-ins/sigv4/query-auth.ts', spec, [
    ['a URL never expires', 'if (now >= end) {', 'if (seconds < 0) {', '^what is refused an expired URL$'],
    [
      'a URL is good before its time',
      'if (date.getTime() - now.getTime() > maxSkewMs) {',
      'if (seconds < 0) {',
      '^what is refused a URL from the future$',
    ],
    [
      'a URL may live for ever',
      'if (seconds > weekInSeconds) {',
      'if (seconds < 0) {',
      '^what is refused a life of more than a week$',
    ],
    [
      'a URL may live for no time',
      'if (seconds < 1) throw',
      'if (seconds < -1e9) throw',
      '^what is refused a life of nothing$',
    ],
    [
      'a parameter may be repeated',
      'if (value && values.length === 1) return value;',
      'if (value) return value;',
      '^what is refused a repeated parameter$',
    ],
  ]),
];
