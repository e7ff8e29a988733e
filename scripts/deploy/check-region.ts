import { DeployError } from './deploy-error.ts';

/** Regions of China, GovCloud, the isolated partitions and the European Sovereign Cloud. */
const otherPartitions = /^(?:cn|us-gov|us-iso[a-z]*|eu-isoe|eusc)-/;

/**
 * Checks that a region belongs to the partition `aws`. The others have other names of hosts, services and ARNs: CloudFront takes a
 * certificate from us-east-1, and China has no Cognito user pools. The template is neither written nor tested for them.
 * @throws DeployError
 */
export function checkRegion(region: string): void {
  if (!otherPartitions.test(region)) return;
  throw new DeployError(
    `${region} is a region of another partition of AWS (China, GovCloud, isolated or sovereign), where this stack does not run: choose a commercial region such as eu-central-1. Nothing was changed.`,
  );
}
