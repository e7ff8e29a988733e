import { describe, expect, it } from '@jest/globals';

import { addresses } from './addresses.ts';
import type { StackOutputs } from './stack.ts';

const outputs = (AppUrl: string, DistributionDomainName?: string) =>
  ({ AppUrl, DistributionDomainName }) as StackOutputs;

describe('addresses', () => {
  it.each([
    ['of the distribution', outputs('https://d1.cloudfront.net', 'd1.cloudfront.net'), '  https://d1.cloudfront.net'],
    ['of a stack of an earlier version', outputs('https://files.example.com'), '  https://files.example.com'],
  ])('are the one %s', (_, given, text) => {
    expect(addresses(given)).toBe(text);
  });

  it('say where the DNS of the own domain must point, and where the app works until then', () => {
    expect(addresses(outputs('https://files.example.com', 'd1.cloudfront.net'))).toContain(
      'The DNS of files.example.com must point to d1.cloudfront.net (a CNAME, or an alias). Until it does, the app works at https://d1.cloudfront.net.',
    );
  });
});
