import { removed, replaced, reworded } from '@airlock/template/testing/change.ts';

import type { Mutant } from './mutant.ts';

const webHeaders = 'WebHeaders/Properties/ResponseHeadersPolicyConfig';
const policy = `${webHeaders}/SecurityHeadersConfig/ContentSecurityPolicy/ContentSecurityPolicy/Fn::Sub/0`;
const config = 'Distribution/Properties/DistributionConfig';

const directives: readonly (readonly [from: string, to: string])[] = [
  ["default-src 'none'", "default-src 'self'"],
  ["require-trusted-types-for 'script'; ", ''],
  ['trusted-types airlock#workers', "trusted-types airlock#workers 'allow-duplicates'"],
  ["script-src 'self'", "script-src 'self' 'unsafe-inline'"],
  ["worker-src 'self'", 'worker-src blob:'],
  ["frame-src 'self'", 'frame-src *'],
  ["img-src 'self'", 'img-src *'],
  ['media-src ${files}', 'media-src *'],
  ["connect-src 'self'", 'connect-src *'],
  ["base-uri 'self'", 'base-uri *'],
  ["form-action 'self'", 'form-action *'],
  ["frame-ancestors 'none'", 'frame-ancestors *'],
];

/** Returns a policy of headers without each of its headers in turn. */
function mutantsOfPolicy(name: string): readonly Mutant[] {
  const headers = `${name}/Properties/ResponseHeadersPolicyConfig`;
  const promises = [
    ['SecurityHeadersConfig/ContentTypeOptions', 'forbid guessing types'],
    ['SecurityHeadersConfig/FrameOptions', 'forbid frames'],
    ['SecurityHeadersConfig/ReferrerPolicy', 'send no referrer'],
    ['SecurityHeadersConfig/StrictTransportSecurity', 'want TLS for a year'],
    [`CustomHeadersConfig/Items/${name === 'WebHeaders' ? 1 : 0}`, 'keep other origins from loading what they are on'],
  ];
  return promises.map(([path = '', promise = '']) => ({
    name: `${name} without ${path}`,
    change: removed(`${headers}/${path}`),
    caughtBy: `${name} ${promise}`,
  }));
}

export const distributionMutants: readonly Mutant[] = [
  ...directives.map(([from, to]) => ({
    name: to === '' ? `no ${from}` : to,
    change: reworded(policy, from, to),
    caughtBy: `WebHeaders has the ${from.split(' ')[0] ?? ''} of the app`,
  })),
  ...['WebHeaders', 'ApiHeaders'].flatMap((name) => mutantsOfPolicy(name)),
  {
    name: 'windows of other origins',
    change: removed(`${webHeaders}/CustomHeadersConfig/Items/0`),
    caughtBy: 'WebHeaders keep windows of other origins apart',
  },
  {
    name: 'an answer of the API that is a page',
    change: reworded(
      'ApiHeaders/Properties/ResponseHeadersPolicyConfig/SecurityHeadersConfig/ContentSecurityPolicy/ContentSecurityPolicy',
      "frame-ancestors 'none'",
      'frame-ancestors *',
    ),
    caughtBy: 'ApiHeaders let an answer load nothing and stand in no frame',
  },
  {
    name: 'no headers for answers of the API',
    change: replaced(`${config}/CacheBehaviors/0/ResponseHeadersPolicyId`, { Ref: 'WebHeaders' }),
    caughtBy: 'Distribution sends ApiHeaders with answers of the API',
  },
  {
    name: 'TLS 1.0 at AppDomainName',
    change: replaced(`${config}/ViewerCertificate/Fn::If/1/MinimumProtocolVersion`, 'TLSv1'),
    caughtBy: 'Distribution takes no TLS before 1.2 at AppDomainName',
  },
  {
    name: 'TLS 1.0 behind the distribution',
    change: replaced(`${config}/Origins/api/CustomOriginConfig/OriginSSLProtocols`, ['TLSv1']),
    caughtBy: 'Distribution speaks TLS 1.2 to the API',
  },
  {
    name: 'no headers at all',
    change: removed(`${config}/DefaultCacheBehavior/ResponseHeadersPolicyId`),
    caughtBy: 'Distribution sends WebHeaders',
  },
  {
    name: 'the app over plain HTTP',
    change: replaced(`${config}/DefaultCacheBehavior/ViewerProtocolPolicy`, 'allow-all'),
    caughtBy: 'Distribution serves the app over TLS only',
  },
  {
    name: 'the API over plain HTTP',
    change: replaced(`${config}/CacheBehaviors/0/ViewerProtocolPolicy`, 'allow-all'),
    caughtBy: 'Distribution serves the API over TLS only',
  },
  {
    name: 'the API at another path than its stage',
    change: replaced(`${config}/CacheBehaviors/0/PathPattern`, '/v1/*'),
    caughtBy: 'Distribution sends /api/* to the API',
  },
  {
    name: 'answers of the API that are kept',
    change: replaced(`${config}/CacheBehaviors/0/CachePolicyId`, '658327ea-f89d-4fab-a63d-7e88639e58f6'),
    caughtBy: 'Distribution never keeps answers of the API',
  },
  {
    name: 'plain HTTP behind the distribution',
    change: replaced(`${config}/Origins/api/CustomOriginConfig/OriginProtocolPolicy`, 'match-viewer'),
    caughtBy: 'Distribution reaches the API over TLS only',
  },
  {
    name: 'failures that are kept for ten seconds',
    change: removed(`${config}/CustomErrorResponses`),
    caughtBy: 'Distribution keeps no failure',
  },
  ...[500, 502, 503, 504].map((code, index): Mutant => ({
    name: `a ${code} that is kept`,
    change: removed(`${config}/CustomErrorResponses/${index}`),
    caughtBy: 'Distribution keeps no failure',
  })),
  {
    name: 'nobody knows where DNS must point',
    change: replaced('/Outputs/DistributionDomainName/Value', { Ref: 'Distribution' }),
    caughtBy: 'DistributionDomainName says where DNS must point',
  },
  {
    name: 'no origin access control',
    change: removed(`${config}/Origins/web/OriginAccessControlId`),
    caughtBy: 'Distribution reads the web bucket by access control',
  },
  {
    name: 'unsigned requests to the web bucket',
    change: replaced('WebAccess/Properties/OriginAccessControlConfig/SigningBehavior', 'never'),
    caughtBy: 'WebAccess signs every request',
  },
];
