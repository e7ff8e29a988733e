import type { StackOutputs } from './stack.ts';

/** Says where the app is, and where the DNS of its own domain name must point. */
export function addresses({ AppUrl, DistributionDomainName: served }: StackOutputs): string {
  const { host } = new URL(AppUrl);
  if (served === undefined || host === served) return `  ${AppUrl}`;
  return `  ${AppUrl}\n\nThe DNS of ${host} must point to ${served} (a CNAME, or an alias). Until it does, the app works at https://${served}.`;
}
