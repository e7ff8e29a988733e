import assert from 'node:assert/strict';

import { at, property, type Check, type Read } from './check.ts';

const security = 'WebHeaders/ResponseHeadersPolicyConfig/SecurityHeadersConfig';
const config = 'Distribution/DistributionConfig';

function directive(read: Read, name: string): string | undefined {
  const header = read().resource('WebHeaders').properties.at('ResponseHeadersPolicyConfig').at('SecurityHeadersConfig');
  const policy = header.at('ContentSecurityPolicy').at('ContentSecurityPolicy').text().trim();
  return policy.split('; ').find((it) => it.startsWith(`${name} `));
}

const files = 'https://airlock-files-123456789012-eu-central-1.s3.eu-central-1.amazonaws.com';
const directives = [
  "default-src 'none'",
  "script-src 'self' 'wasm-unsafe-eval'",
  "worker-src 'self'",
  `frame-src 'self' ${files}`,
  `img-src 'self' blob: data: ${files}`,
  `connect-src 'self' ${files} https://cognito-idp.eu-central-1.amazonaws.com`,
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
  property('WebHeaders forbid guessing types', `${security}/ContentTypeOptions`, { Override: true }),
  property('WebHeaders forbid frames', `${security}/FrameOptions/FrameOption`, 'DENY'),
  property('WebHeaders send no referrer', `${security}/ReferrerPolicy/ReferrerPolicy`, 'no-referrer'),
  property('WebHeaders want TLS for a year', `${security}/StrictTransportSecurity/AccessControlMaxAgeSec`, 31536000),
  {
    name: 'Distribution sends WebHeaders',
    check: (read) =>
      assert.equal(at(read(), `${config}/DefaultCacheBehavior/ResponseHeadersPolicyId`), read().id('WebHeaders')),
  },
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
