import { removed, replaced, reworded } from '@airlock/template/testing/change.ts';

import type { Mutant } from './mutant.ts';

const security = 'WebHeaders/Properties/ResponseHeadersPolicyConfig/SecurityHeadersConfig';
const policy = `${security}/ContentSecurityPolicy/ContentSecurityPolicy/Fn::Sub/0`;
const config = 'Distribution/Properties/DistributionConfig';

const directives: readonly (readonly [from: string, to: string])[] = [
  ["default-src 'none'", "default-src 'self'"],
  ["script-src 'self'", "script-src 'self' 'unsafe-inline'"],
  ["worker-src 'self'", 'worker-src blob:'],
  ["frame-src 'self'", 'frame-src *'],
  ["img-src 'self'", 'img-src *'],
  ["connect-src 'self'", 'connect-src *'],
  ["base-uri 'self'", 'base-uri *'],
  ["form-action 'self'", 'form-action *'],
  ["frame-ancestors 'none'", 'frame-ancestors *'],
];

export const distributionMutants: readonly Mutant[] = [
  ...directives.map(([from, to]) => ({
    name: to,
    change: reworded(policy, from, to),
    caughtBy: `WebHeaders has the ${from.split(' ')[0] ?? ''} of the app`,
  })),
  ...[
    ['ContentTypeOptions', 'forbid guessing types'],
    ['FrameOptions', 'forbid frames'],
    ['ReferrerPolicy', 'send no referrer'],
    ['StrictTransportSecurity', 'want TLS for a year'],
  ].map(([name = '', promise = '']) => ({
    name: `no ${name}`,
    change: removed(`${security}/${name}`),
    caughtBy: `WebHeaders ${promise}`,
  })),
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
