import type { BucketGuard } from '../iam/authorize.ts';
import { lifecycleRules, type LifecycleRule } from './lifecycle-rules.ts';
import { readCors, type CorsRule } from './settings/cors.ts';
import { readEncryption, type DefaultEncryption } from './settings/encryption.ts';
import { readLifecycle } from './settings/lifecycle.ts';
import { readPublicAccessBlock } from './settings/public-access-block.ts';
import { deletedDocument, type Documents } from './settings/setting.ts';
import { readVersioning, type Versioning } from './settings/versioning.ts';

/** A bucket as it is at this moment: its documents, and what they mean. */
export interface Bucket {
  readonly name: string;
  readonly arn: string;
  readonly createdAt: Date;
  readonly documents: Documents;
  readonly corsRules: readonly CorsRule[];
  readonly versioning: Versioning;
  readonly lifecycle: readonly LifecycleRule[];
  readonly encryption: DefaultEncryption;
  readonly guard: BucketGuard;
  readonly blocksPublicPolicy: boolean;
  /** Whether ACLs are on, because the ownership controls were deleted. */
  readonly hasAcls: boolean;
}

export function readBucket(name: string, createdAt: Date, documents: Documents): Bucket {
  const [cors, lifecycle, policy] = ['cors', 'lifecycle', 'policy'].map((it) => documents.get(it));
  const block = readPublicAccessBlock(documents.get('publicAccessBlock'));
  return {
    name,
    arn: `arn:aws:s3:::${name}`,
    createdAt,
    documents,
    corsRules: cors === undefined ? [] : readCors(cors),
    versioning: readVersioning(documents.get('versioning')),
    lifecycle: lifecycle === undefined ? [] : lifecycleRules(readLifecycle(lifecycle)),
    encryption: readEncryption(documents.get('encryption')),
    guard: {
      policy: policy === undefined ? undefined : JSON.parse(policy),
      restrictsPublic: block.RestrictPublicBuckets,
    },
    blocksPublicPolicy: block.BlockPublicPolicy,
    hasAcls: documents.get('ownershipControls') === deletedDocument,
  };
}
