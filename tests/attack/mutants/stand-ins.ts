import { mutantsOf, type Mutant } from './mutant.ts';

const gateway = 'packages/stand-ins/gateway';
const web = 'packages/stand-ins/cloudfront';

/** Mutants of the local gateway, web server and S3: rules on which the product relies, as it relies on those of AWS. */
export const standInMutants: readonly Mutant[] = [
  ...mutantsOf('template.yaml', `${gateway}/gateway.spec.ts`, [
    [
      'any origin may use the API',
      `"'https://no-dev-origin.invalid'"`,
      `"'*'"`,
      'name no origin that anybody has without DevOrigin$',
    ],
    [
      'refusals name any origin',
      `Headers: &gatewayHeaders
              Access-Control-Allow-Origin: !If [HasDevOrigin, !Sub "'\${DevOrigin}'", !Ref AWS::NoValue]`,
      `Headers: &gatewayHeaders
              Access-Control-Allow-Origin: "'*'"`,
      'CORS headers (?:are on the answers|name no origin)',
    ],
  ]),
  ...mutantsOf(`${gateway}/access-log.ts`, `${gateway}/gateway.spec.ts`, [
    [
      'the access log has the query',
      `['resourcePath', call.matched?.resource]`,
      `['resourcePath', call.request.url]`,
      'has a line per request in the format of the template, and no token$',
    ],
  ]),
  ...mutantsOf(`${gateway}/throttle.ts`, `${gateway}/gateway.spec.ts`, [
    [
      'any number of requests is taken',
      'if (bucket.tokens < 1) return false;',
      '',
      'is refused above the burst of its method',
    ],
  ]),
  ...mutantsOf(`${gateway}/throttle.ts`, `${gateway}/throttle.spec.ts`, [
    [
      'all methods share one quota',
      'const name = `${method} ${resource}`;',
      `const name = '';`,
      'counts each method separately, by its most specific setting$',
    ],
  ]),
  ...mutantsOf(`${gateway}/request-body.ts`, `${gateway}/gateway.spec.ts`, [
    [
      'a request may grow without end',
      "if (sizeBytes > maxRequestBytes) return 'REQUEST_TOO_LARGE';",
      '',
      'is refused above 10 MB, declared or not$',
    ],
  ]),
  ...mutantsOf(`${gateway}/lambda-answer.ts`, `${gateway}/gateway.spec.ts`, [
    [
      'an answer may have any size',
      'Buffer.byteLength(payload) > maxAnswerBytes',
      'maxAnswerBytes < 0',
      'that is more than 6 MB is a 502 without details$',
    ],
  ]),
  ...mutantsOf(`${gateway}/gateway.ts`, `${gateway}/function-runner.spec.ts`, [
    [
      'the gateway says nothing of its patience',
      `if (outcome === 'timeout') return refused('INTEGRATION_TIMEOUT');`,
      `if (outcome === 'timeout') return refused('DEFAULT_5XX');`,
      'gets 504 from the gateway when the gateway waited long enough$',
    ],
  ]),
  ...mutantsOf(`${web}/index.ts`, `${web}/web.spec.ts`, [
    [
      'any name is our own',
      `if (name !== 'localhost' && name !== '127.0.0.1') {`,
      `if (name === '') {`,
      'of another name is refused|is closed to pages whose name points here',
    ],
  ]),
  ...mutantsOf(`${web}/response-headers.ts`, `${web}/web.spec.ts`, [
    [
      'pages may be framed',
      `return ['X-Frame-Options', setting.at('FrameOption').text()];`,
      `return ['X-Frame-Options', 'ALLOWALL'];`,
      'the headers of the template are on',
    ],
  ]),
  ...mutantsOf('packages/stand-ins/server-options.ts', `${web}/slow-clients.spec.ts`, [
    [
      'a client may stand still for ever',
      'headersTimeout: patienceMs,\n    requestTimeout: 3 * patienceMs,',
      'headersTimeout: 0,\n    requestTimeout: 0,',
      'hold nobody up, are told so and closed$',
    ],
  ]),
  ...mutantsOf('packages/stand-ins/s3/idle.ts', 'packages/stand-ins/s3/idle.spec.ts', [
    [
      'whoever stands still is told that it is our fault',
      `incoming.emit('error', new S3Error('RequestTimeout'));`,
      `incoming.emit('error', new S3Error('InternalError'));`,
      'whose body (?:stands still is told so and closed|in signed pieces)',
    ],
  ]),
  ...mutantsOf('packages/stand-ins/cognito/lock-out.ts', 'packages/stand-ins/cognito/lock-out.spec.ts', [
    [
      'passwords may be guessed without end',
      'if (now < known.lockedUntil) {',
      'if (now < 0) {',
      'are refused with the reason while locked$',
    ],
  ]),
  ...mutantsOf('packages/stand-ins/cognito/throttle.ts', 'packages/stand-ins/cognito/throttle.spec.ts', [
    [
      'the pool answers any number of requests',
      'if (bucket.left < 1) throw',
      'if (bucket.left < -1e9) throw',
      'is shared by the operations of a category',
    ],
  ]),
  ...mutantsOf('packages/stand-ins/s3/store/schema.ts', 'packages/stand-ins/s3/durability.spec.ts', [
    [
      'data of another format is taken as it is',
      'if (found !== 0) throw new FormatError(found);',
      'if (found !== 0) return;',
      'the data directory of format .* is refused with the fix, and left as it is$',
    ],
  ]),
  ...mutantsOf('packages/stand-ins/s3/store/bucket-records.ts', 'packages/stand-ins/s3/deleted-bucket.spec.ts', [
    [
      'a deleted bucket goes on taking',
      'if (statements.prepare(',
      'if (name || statements.prepare(',
      'takes no object whose body was on its way|begins no upload',
    ],
  ]),
  ...mutantsOf('packages/stand-ins/s3/operations/create-bucket.ts', 'packages/stand-ins/s3/bucket-access.spec.ts', [
    [
      'whoever makes a bucket may tag it',
      'if (tags.length > 0) await access.require(',
      'if (tags.length > 99) await access.require(',
      'a bucket with tags is s3:CreateBucket and s3:TagResource',
    ],
  ]),
  ...mutantsOf('packages/stand-ins/s3/cors.ts', 'packages/stand-ins/s3/conformance.spec.ts', [
    [
      'every origin is the app’s',
      'rule.allowedOrigins.some((pattern) => matches(pattern, origin)) &&',
      '',
      'cors: (?:preflight from another origin|an answer to the allowed origin says so)',
    ],
    [
      'a page may send any header',
      'requestHeaders.every(',
      'requestHeaders.slice(9).every(',
      'cors: preflight for another header$',
    ],
    ['a page may use any method', 'rule.allowedMethods.includes(method) &&', '', 'cors: preflight for another method$'],
  ]),
];
