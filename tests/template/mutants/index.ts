import { apiMutants } from './api.ts';
import { auditMutants } from './audit.ts';
import { apiEdgeMutants } from './api-edge.ts';
import { bucketMutants } from './buckets.ts';
import { changeAccessMutants } from './change-access.ts';
import { changesMutants } from './changes.ts';
import { distributionMutants } from './distribution.ts';
import { functionMutants } from './functions.ts';
import { limitMutants } from './limits.ts';
import type { Mutant } from './mutant.ts';
import { parameterMutants } from './parameters.ts';
import { retainedMutants } from './retained.ts';
import { productionMutants } from './production.ts';
import { scopedCredentialsMutants } from './scoped-credentials.ts';
import { signInMutants } from './sign-in.ts';
import { stateBucketMutants } from './state-bucket.ts';
import { triggerMutants } from './triggers.ts';
import { watchMutants } from './watch.ts';

export { survives, type Mutant } from './mutant.ts';

export const mutants: readonly Mutant[] = [
  ...signInMutants,
  ...triggerMutants,
  ...apiMutants,
  ...apiEdgeMutants,
  ...limitMutants,
  ...parameterMutants,
  ...functionMutants,
  ...changeAccessMutants,
  ...scopedCredentialsMutants,
  ...bucketMutants,
  ...retainedMutants,
  ...stateBucketMutants,
  ...auditMutants,
  ...changesMutants,
  ...distributionMutants,
  ...watchMutants,
  ...productionMutants,
];
