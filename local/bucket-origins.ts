import type { ResolvedTemplate } from '@airlock/template';

/**
 * The properties of a bucket with the address that the app has on this machine, wherever they name the address of the deployed
 * app: CORS allows the app that `npm start` serves because it allows the app that CloudFront serves.
 */
export function servedHere(properties: object, template: ResolvedTemplate, webUrl: string): object {
  const domain = template.parameters['AppDomainName'] || template.attribute('Distribution', 'DomainName');
  const deployed = `https://${domain}`;
  const replaced = (_: string, value: unknown): unknown => (value === deployed ? webUrl : value);
  return JSON.parse(JSON.stringify(properties), replaced) as object;
}
