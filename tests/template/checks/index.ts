import { apiChecks } from './api.ts';
import { auditChecks } from './audit.ts';
import { apiEdgeChecks } from './api-edge.ts';
import { bucketChecks } from './buckets.ts';
import { changeAccessChecks } from './change-access.ts';
import { changesChecks } from './changes.ts';
import type { Check } from './check.ts';
import { distributionChecks } from './distribution.ts';
import { functionChecks } from './functions.ts';
import { lifecycleChecks } from './lifecycle.ts';
import { limitChecks } from './limits.ts';
import { parameterChecks } from './parameters.ts';
import { retainedChecks } from './retained.ts';
import { productionChecks } from './production.ts';
import { scopedCredentialsChecks } from './scoped-credentials.ts';
import { signInChecks } from './sign-in.ts';
import { stateBucketChecks } from './state-bucket.ts';
import { triggerChecks } from './triggers.ts';
import { watchChecks } from './watch.ts';

export { reader, type Check } from './check.ts';

/** Checks everything that template.yaml protects, one property each. A mutant of `../mutants` makes each check fail. */
export const checks: readonly Check[] = [
  ...signInChecks,
  ...triggerChecks,
  ...apiChecks,
  ...apiEdgeChecks,
  ...limitChecks,
  ...parameterChecks,
  ...functionChecks,
  ...changeAccessChecks,
  ...scopedCredentialsChecks,
  ...bucketChecks,
  ...lifecycleChecks,
  ...retainedChecks,
  ...stateBucketChecks,
  ...auditChecks,
  ...changesChecks,
  ...distributionChecks,
  ...watchChecks,
  ...productionChecks,
];
