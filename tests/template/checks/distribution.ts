import assert from 'node:assert/strict';

import { at, property, type Check, type Read } from './check.ts';

const config = 'Distribution/DistributionConfig';

const contentPolicy = 'SecurityHeadersConfig/ContentSecurityPolicy/ContentSecurityPolicy';

function directive(read: Read, name: string): string | undefined {
  const policy = at(read(), `WebHeaders/ResponseHeadersPolicyConfig/${contentPolicy}`);
  assert.ok(typeof policy === 'string');
  return policy
    .trim()
    .split('; ')
    .find((it) => it.startsWith(`${name} `));
}

/** Returns the value of a header that is not one of CloudFront's security headers. */
function customHeader(read: Read, policy: string, name: string): unknown {
  const items = read()
    .resource(policy)
    .properties.at('ResponseHeadersPolicyConfig')
    .at('CustomHeadersConfig')
    .at('Items');
  return items
    .list()
    .find((item) => item.at('Header').text() === name)
    ?.at('Value').value;
}

const files = 'https://airlock-files-123456789012-eu-central-1.s3.eu-central-1.amazonaws.com';
const dualStackFiles = files.replace('.s3.', '.s3.dualstack.');
const directives = [
  "default-src 'none'",
  "require-trusted-types-for 'script'",
  'trusted-types airlock#workers',
  "script-src 'self' 'wasm-unsafe-eval'",
  "worker-src 'self'",
  `frame-src 'self' ${files}`,
  `img-src 'self' blob: data: ${files}`,
  `media-src ${files}`,
  `connect-src 'self' ${files} ${dualStackFiles} https://cognito-idp.eu-central-1.amazonaws.com`,
  "base-uri 'self'",
  "form-action 'self'",
  "frame-ancestors 'none'",
];

const policy = directives.map((text): Check => {
  const [name = ''] = text.split(' ');
  return { name: `WebHeaders has the ${name} of the app`, check: (read) => assert.equal(directive(read, name), text) };
});

export const distributionChecks: readonly Check[] = [
  ...policy,
  ...['WebHeaders', 'ApiHeaders'].flatMap((policyName): readonly Check[] => {
    const security = `${policyName}/ResponseHeadersPolicyConfig/SecurityHeadersConfig`;
    return [
      property(`${policyName} forbid guessing types`, `${security}/ContentTypeOptions`, { Override: true }),
      property(`${policyName} forbid frames`, `${security}/FrameOptions/FrameOption`, 'DENY'),
      property(`${policyName} send no referrer`, `${security}/ReferrerPolicy/ReferrerPolicy`, 'no-referrer'),
      property(
        `${policyName} want TLS for a year`,
        `${security}/StrictTransportSecurity/AccessControlMaxAgeSec`,
        31536000,
      ),
      {
        name: `${policyName} keep other origins from loading what they are on`,
        check: (read) => assert.equal(customHeader(read, policyName, 'Cross-Origin-Resource-Policy'), 'same-origin'),
      },
    ];
  }),
  {
    name: 'WebHeaders keep windows of other origins apart',
    check: (read) => assert.equal(customHeader(read, 'WebHeaders', 'Cross-Origin-Opener-Policy'), 'same-origin'),
  },
  property(
    'ApiHeaders let an answer load nothing and stand in no frame',
    `ApiHeaders/ResponseHeadersPolicyConfig/${contentPolicy}`,
    "default-src 'none'; frame-ancestors 'none'",
  ),
  {
    name: 'Distribution sends WebHeaders',
    check: (read) =>
      assert.equal(at(read(), `${config}/DefaultCacheBehavior/ResponseHeadersPolicyId`), read().id('WebHeaders')),
  },
  {
    name: 'Distribution sends ApiHeaders with answers of the API',
    check: (read) =>
      assert.equal(at(read(), `${config}/CacheBehaviors/0/ResponseHeadersPolicyId`), read().id('ApiHeaders')),
  },
  {
    name: 'Distribution takes no TLS before 1.2 at AppDomainName',
    check: (read) => {
      const certificate = 'arn:aws:acm:us-east-1:123456789012:certificate/a';
      const template = read({ AppDomainName: 'files.example.com', AppCertificateArn: certificate });
      assert.equal(at(template, `${config}/ViewerCertificate/MinimumProtocolVersion`), 'TLSv1.2_2021');
    },
  },
  property('Distribution speaks TLS 1.2 to the API', `${config}/Origins/1/CustomOriginConfig/OriginSSLProtocols`, [
    'TLSv1.2',
  ]),
  property(
    'Distribution serves the app over TLS only',
    `${config}/DefaultCacheBehavior/ViewerProtocolPolicy`,
    'redirect-to-https',
  ),
  property(
    'Distribution serves the API over TLS only',
    `${config}/CacheBehaviors/0/ViewerProtocolPolicy`,
    'https-only',
  ),
  property('Distribution sends /api/* to the API', `${config}/CacheBehaviors/0/PathPattern`, '/api/*'),
  property(
    'Distribution never keeps answers of the API',
    `${config}/CacheBehaviors/0/CachePolicyId`,
    '4135ea2d-6df8-44a3-9df3-4b5a84be39ad',
  ),
  property(
    'Distribution reaches the API over TLS only',
    `${config}/Origins/1/CustomOriginConfig/OriginProtocolPolicy`,
    'https-only',
  ),
  property(
    'Distribution keeps no failure',
    `${config}/CustomErrorResponses`,
    [500, 502, 503, 504].map((ErrorCode) => ({ ErrorCode, ErrorCachingMinTTL: 0 })),
  ),
  {
    name: 'DistributionDomainName says where DNS must point',
    check: (read) =>
      assert.equal(read().outputs['DistributionDomainName'], read().attribute('Distribution', 'DomainName')),
  },
  {
    name: 'Distribution reads the web bucket by access control',
    check: (read) => assert.equal(at(read(), `${config}/Origins/0/OriginAccessControlId`), read().id('WebAccess')),
  },
  property('WebAccess signs every request', 'WebAccess/OriginAccessControlConfig/SigningBehavior', 'always'),
];
