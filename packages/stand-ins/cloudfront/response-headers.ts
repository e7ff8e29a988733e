import type { Cursor, ResolvedTemplate } from '@airlock/template';

/**
 * Returns the headers that CloudFront's response headers policy of the template adds to every answer of the app.
 * https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/understanding-response-headers-policies.html
 * @throws TemplateError for a setting that is not implemented here
 */
export function policyHeaders(template: ResolvedTemplate): Readonly<Record<string, string>> {
  const distribution = template.resource('Distribution').properties.at('DistributionConfig');
  const policyId = distribution.at('DefaultCacheBehavior').at('ResponseHeadersPolicyId').text();
  const policies = template.ofType('AWS::CloudFront::ResponseHeadersPolicy');
  const policy = policies.find(({ logicalId }) => template.id(logicalId) === policyId);
  const config = policy?.properties.at('ResponseHeadersPolicyConfig') ?? distribution.fail('Has no headers policy.');
  config.only('Comment', 'CustomHeadersConfig', 'Name', 'SecurityHeadersConfig');
  return { ...securityHeaders(config.at('SecurityHeadersConfig')), ...customHeaders(config) };
}

function securityHeaders(security: Cursor): Readonly<Record<string, string>> {
  const headers = security.entries().map(([name, setting]): readonly [string, string] => {
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

function customHeaders(config: Cursor): Readonly<Record<string, string>> {
  const items = config.maybe('CustomHeadersConfig')?.at('Items').list() ?? [];
  return Object.fromEntries(items.map((item) => [item.at('Header').text(), item.at('Value').text()]));
}
