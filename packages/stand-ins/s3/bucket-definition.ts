import { object, optional, parse, ValiError, type InferOutput } from 'valibot';

import { corsProperties, writeCors } from './settings/cors.ts';
import { encryptionProperties, writeEncryption } from './settings/encryption.ts';
import { lifecycleProperties, writeLifecycle } from './settings/lifecycle.ts';
import { ownershipProperties } from './settings/ownership.ts';
import { blockEverything, blockProperties, writePublicAccessBlock } from './settings/public-access-block.ts';
import type { Documents } from './settings/setting.ts';
import { versioningProperties, writeVersioning } from './settings/versioning.ts';

/** A bucket as the template declares it. */
export interface BucketDefinition {
  readonly name: string;
  /** The resolved properties of `AWS::S3::Bucket`. */
  readonly properties: unknown;
  /** The document of its `AWS::S3::BucketPolicy`; absent when the bucket has none. */
  readonly policy?: unknown;
}

const bucketProperties = object({
  BucketEncryption: optional(encryptionProperties),
  CorsConfiguration: optional(corsProperties),
  LifecycleConfiguration: optional(lifecycleProperties),
  OwnershipControls: optional(ownershipProperties),
  PublicAccessBlockConfiguration: optional(blockProperties),
  VersioningConfiguration: optional(versioningProperties),
});

/**
 * Returns the documents that a deployment of the template would put. Object ownership must be left out or be
 * `BucketOwnerEnforced` (S3's default since 2023), because ACLs are not built. Other properties are listed in
 * packages/stand-ins/README.md. Throws an Error that names the bucket when a property cannot be used.
 */
export function documentsOf({ name, properties, policy }: BucketDefinition): Documents {
  const read = readProperties(name, properties);
  const { CorsConfiguration: cors, LifecycleConfiguration: lifecycle, VersioningConfiguration: versioning } = read;
  const [encryption] = read.BucketEncryption?.ServerSideEncryptionConfiguration ?? [];
  const documents = {
    cors: cors && writeCors(cors.CorsRules.map(corsRule)),
    encryption: encryption && writeEncryption(defaultEncryption(encryption)),
    lifecycle: lifecycle && writeLifecycle(lifecycle.Rules),
    policy: policy === undefined ? undefined : JSON.stringify(policy),
    publicAccessBlock: writePublicAccessBlock(read.PublicAccessBlockConfiguration ?? blockEverything),
    versioning: versioning && writeVersioning(versioning.Status),
  };
  const present = Object.entries(documents).flatMap(([it, text]) => (text === undefined ? [] : [[it, text] as const]));
  return new Map(present);
}

function readProperties(name: string, properties: unknown): InferOutput<typeof bucketProperties> {
  try {
    return parse(bucketProperties, properties);
  } catch (error) {
    if (!(error instanceof ValiError)) throw error;
    throw new Error(`The properties of bucket ${name} in the template cannot be used: ${error.message}`, {
      cause: error,
    });
  }
}

type CorsProperty = InferOutput<typeof corsProperties>['CorsRules'][number];

const corsRule = (rule: CorsProperty) => ({
  id: rule.Id,
  allowedHeaders: rule.AllowedHeaders,
  allowedMethods: rule.AllowedMethods,
  allowedOrigins: rule.AllowedOrigins,
  exposedHeaders: rule.ExposedHeaders,
  maxAgeSeconds: rule.MaxAge,
});

type EncryptionProperty = InferOutput<typeof encryptionProperties>['ServerSideEncryptionConfiguration'][number];

const defaultEncryption = ({ BucketKeyEnabled, ServerSideEncryptionByDefault: by }: EncryptionProperty) => ({
  kmsKeyArn: by.SSEAlgorithm === 'aws:kms' ? by.KMSMasterKeyID : undefined,
  usesBucketKey: BucketKeyEnabled,
});
