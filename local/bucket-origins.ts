import type { ResolvedTemplate } from '@airlock/template';

/**
 * The properties of a bucket with the address that the app has on this machine, wherever they name an address of the deployed
 * app: CORS allows the app that `npm start` serves because it allows the app that CloudFront serves.
 */
export function servedHere(properties: object, template: ResolvedTemplate, webUrl: string): object {
  const domains = [template.parameters['AppDomainName'], template.attribute('Distribution', 'DomainName')];
  const deployed: readonly unknown[] = domains.map((domain) => `https://${domain ?? ''}`);
  const replaced = (_: string, value: unknown): unknown => (deployed.includes(value) ? webUrl : value);
  return JSON.parse(JSON.stringify(properties), replaced) as object;
}
