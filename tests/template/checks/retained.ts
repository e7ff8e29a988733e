import assert from 'node:assert/strict';

import type { Check } from './check.ts';

/**
 * What outlives the stack. Buckets have fixed names, so what a failed first deploy left behind would stop the next one. The
 * other three stay even then: Cognito refuses to delete a protected pool, so that the roll-back itself would fail, and API
 * Gateway would go on naming a role that is gone. None of them has a name that stops the next deploy.
 */
export const kept: Readonly<Record<string, string>> = {
  ApiGatewayAccount: 'Retain',
  ApiGatewayAccountRole: 'Retain',
  AuditBucket: 'RetainExceptOnCreate',
  AuditBucketPolicy: 'RetainExceptOnCreate',
  FilesBucket: 'RetainExceptOnCreate',
  FilesBucketPolicy: 'RetainExceptOnCreate',
  StateBucket: 'RetainExceptOnCreate',
  StateBucketPolicy: 'RetainExceptOnCreate',
  UserPool: 'Retain',
  WebBucket: 'RetainExceptOnCreate',
  WebBucketPolicy: 'RetainExceptOnCreate',
};

const whole = { ApiGatewayLogRole: 'create', Audit: 'on' };

export const retainedChecks: readonly Check[] = Object.entries(kept).flatMap(
  ([logicalId, policy]): readonly Check[] => [
    {
      name: `${logicalId} outlives the stack`,
      check: (read) => assert.equal(read(whole).resource(logicalId).deletionPolicy, policy),
    },
    {
      name: `${logicalId} outlives its replacement`,
      check: (read) => assert.equal(read(whole).resource(logicalId).updateReplacePolicy, 'Retain'),
    },
  ],
);
