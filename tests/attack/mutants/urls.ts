import { mutantsOf, type Mutant } from './mutant.ts';

const attack = 'tests/attack/signatures.spec.ts';
const comparing = `if (!sameSignature(hmac(key, toSign).toString('hex'), presented.signature)) {`;

/** Mutants of the rules for what a signed URL gives access to, at S3 and in the bucket. */
export const urlMutants: readonly Mutant[] = [
  ...mutantsOf('packages/stand-ins/sigv4/verify.ts', attack, [
    [
      'a signature is taken as it comes',
      comparing,
      `if (presented.signature === '') {`,
      'is refused (?:when a signed header is another|for another length or host|at the other endpoint|with any parameter added|for any other)',
    ],
    [
      'x-amz headers need not be signed',
      'if (notSigned.length === 0) return;',
      `if (signedHeaders.includes('host')) return;`,
      'is refused with any x-amz header that is not signed$',
    ],
    [
      'a token beside a signature is overlooked',
      `const authorization = headerValue(request, 'authorization');`,
      `const authorization = has('X-Amz-Signature') ? undefined : headerValue(request, 'authorization');`,
      'is refused beside another way of authentication$',
    ],
  ]),
  ...mutantsOf('packages/stand-ins/s3/server.ts', attack, [
    [
      'S3 asks afterwards who that was',
      `const requester = authenticate(needs, request);
  const now = needs.now();
  const authorize: Authorize = (question) =>
    needs.authorize({ ...question, guard: needs.buckets.get(bucketOf(question.resource))?.guard });
  const access = new Access(authorize, requester, request, needs.accountId, now);
  const { store, pool, region, accountId, buckets } = needs;
  return route({ store, pool, region, accountId, buckets, now: needs.now, request, requester, access });`,
      `const access = new Access(() => Promise.resolve(true), undefined, request, needs.accountId, needs.now());
  const { store, pool, region, accountId, buckets } = needs;
  const done = await route({ store, pool, region, accountId, buckets, now: needs.now, request, access });
  authenticate(needs, request);
  return done;`,
      'has been of no use to anybody until now$',
      'is refused with any parameter added, changed, doubled or left out$',
    ],
  ]),
  ...mutantsOf('packages/stand-ins/s3/preconditions.ts', attack, [
    [
      'S3 asks for no condition',
      `if (condition.kind === 'none') return;`,
      'return;',
      '^a PUT .* works as it was signed; a write that changed something is refused when repeated$',
    ],
  ]),
  ...mutantsOf('packages/stand-ins/sigv4/canonical-request.ts', attack, [
    [
      'S3 leaves parameters out of the signature',
      `.filter(([name]) => name !== 'X-Amz-Signature')`,
      `.filter(([name]) => name !== 'X-Amz-Signature' && !/^(?:partNumber$|response-)/.test(name))`,
      '^(?:a part|a GET) works as it was signed; a write that changed something is refused when repeated$',
    ],
  ]),
  ...mutantsOf('backend/src/s3/signed-url.ts', attack, [
    [
      'every URL lives for an hour',
      'const expiresIn = Math.min(seconds,',
      'const expiresIn = Math.min(3600,',
      'binds what the design promises$',
    ],
  ]),
  ...mutantsOf('template.yaml', attack, [
    [
      'the bucket takes signatures of any age',
      `{ 's3:signatureAge': '900000' }`,
      `{ 's3:signatureAge': '900000000' }`,
      'sign nothing that is older than the longest life of a URL$',
    ],
    [
      'a function may store anywhere',
      `Action: [s3:PutObject, s3:GetObject]
                  Resource: &usersFiles !Sub ['\${bucket}/users/*',`,
      `Action: [s3:PutObject, s3:GetObject]
                  Resource: &usersFiles !Sub ['\${bucket}/*',`,
      'sign nothing outside users/ and nothing that the function has no business with$',
    ],
  ]),
];
