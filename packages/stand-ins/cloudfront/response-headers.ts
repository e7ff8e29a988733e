import type { Cursor, ResolvedTemplate } from '@airlock/template';

/** Names and values of the headers that are added to an answer. */
export type PolicyHeaders = Readonly<Record<string, string>>;

/**
 * Returns the headers that the response headers policy of a cache behavior adds to its answers: those of the app, or those
 * of the API with `/api/*`.
 * https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/understanding-response-headers-policies.html
 * @throws TemplateError for a setting that is not implemented here
 */
export function policyHeaders(template: ResolvedTemplate, pathPattern?: '/api/*'): PolicyHeaders {
  const distribution = template.resource('Distribution').properties.at('DistributionConfig');
  const others = distribution.at('CacheBehaviors').list();
  const behavior =
    pathPattern === undefined
      ? distribution.at('DefaultCacheBehavior')
      : others.find((it) => it.at('PathPattern').text() === pathPattern);
  const policyId = behavior?.maybe('ResponseHeadersPolicyId')?.text();
  const policies = template.ofType('AWS::CloudFront::ResponseHeadersPolicy');
  const policy = policies.find(({ logicalId }) => template.id(logicalId) === policyId);
  const config = policy?.properties.at('ResponseHeadersPolicyConfig') ?? distribution.fail('Has no headers policy.');
  config.only('Comment', 'CustomHeadersConfig', 'Name', 'SecurityHeadersConfig');
  return { ...securityHeaders(config.at('SecurityHeadersConfig')), ...customHeaders(config) };
}

function securityHeaders(security: Cursor): PolicyHeaders {
  const headers = security.entries().map(([name, setting]): readonly [string, string] => {
    overriding(setting);
    switch (name) {
      case 'ContentSecurityPolicy':
        return ['Content-Security-Policy', setting.at('ContentSecurityPolicy').text()];
      case 'ContentTypeOptions':
        return ['X-Content-Type-Options', 'nosniff'];
      case 'FrameOptions':
        return ['X-Frame-Options', setting.at('FrameOption').text()];
      case 'ReferrerPolicy':
        return ['Referrer-Policy', setting.at('ReferrerPolicy').text()];
      case 'StrictTransportSecurity':
        return ['Strict-Transport-Security', strictTransport(setting)];
      default:
        return setting.fail('Is not implemented by the local stack.');
    }
  });
  return Object.fromEntries(headers);
}

function strictTransport(setting: Cursor): string {
  const parts = [`max-age=${setting.at('AccessControlMaxAgeSec').number()}`];
  if (setting.maybe('IncludeSubdomains')?.boolean() === true) parts.push('includeSubDomains');
  if (setting.maybe('Preload')?.boolean() === true) parts.push('preload');
  return parts.join('; ');
}

function customHeaders(config: Cursor): PolicyHeaders {
  const items = config.maybe('CustomHeadersConfig')?.at('Items').list() ?? [];
  return Object.fromEntries(
    items.map((item) => {
      overriding(item);
      return [item.at('Header').text(), item.at('Value').text()];
    }),
  );
}

/** Refuses a header that would leave that of the origin in place. */
function overriding(setting: Cursor): void {
  if (!setting.at('Override').boolean()) setting.fail('Only Override: true is implemented by the local stack.');
}
