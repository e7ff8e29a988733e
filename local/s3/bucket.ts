import { array, literal, number, object, optional, parse, picklist, string, ValiError } from 'valibot';
import { lifecycleProperties, lifecycleRules, type LifecycleRule } from './lifecycle-rules.ts';

/** A bucket as the template declares it: `properties` are the resolved ones of `AWS::S3::Bucket`. */
export interface BucketDefinition {
  readonly name: string;
  readonly properties: unknown;
}

const corsRule = object({
  AllowedHeaders: optional(array(string()), []),
  AllowedMethods: array(picklist(['GET', 'PUT', 'HEAD', 'POST', 'DELETE'])),
  AllowedOrigins: array(string()),
  ExposedHeaders: optional(array(string()), []),
  MaxAge: optional(number()),
});

const bucketProperties = object({
  CorsConfiguration: optional(object({ CorsRules: array(corsRule) })),
  VersioningConfiguration: optional(object({ Status: picklist(['Enabled', 'Suspended']) })),
  LifecycleConfiguration: optional(lifecycleProperties),
  OwnershipControls: optional(
    object({
      Rules: array(object({ ObjectOwnership: literal('BucketOwnerEnforced') })),
    }),
  ),
});

export interface CorsRule {
  readonly allowedHeaders: readonly string[];
  readonly allowedMethods: readonly string[];
  readonly allowedOrigins: readonly string[];
  readonly exposedHeaders: readonly string[];
  readonly maxAgeSeconds: number | undefined;
}

export type Versioning = 'never' | 'enabled' | 'suspended';

export interface Bucket {
  readonly name: string;
  readonly arn: string;
  readonly corsRules: readonly CorsRule[];
  readonly versioning: Versioning;
  readonly lifecycle: readonly LifecycleRule[];
}

/**
 * Reads what this stand-in acts on. Object ownership must be left out or `BucketOwnerEnforced` (S3's default since 2023):
 * ACLs are not built. Other properties (encryption, …) are listed in local/README.md.
 */
export function readBucket({ name, properties }: BucketDefinition): Bucket {
  try {
    const read = parse(bucketProperties, properties);
    return {
      name,
      arn: `arn:aws:s3:::${name}`,
      versioning: versioning(read.VersioningConfiguration?.Status),
      lifecycle: lifecycleRules(read.LifecycleConfiguration),
      corsRules: (read.CorsConfiguration?.CorsRules ?? []).map((rule) => ({
        allowedHeaders: rule.AllowedHeaders,
        allowedMethods: rule.AllowedMethods,
        allowedOrigins: rule.AllowedOrigins,
        exposedHeaders: rule.ExposedHeaders,
        maxAgeSeconds: rule.MaxAge,
      })),
    };
  } catch (error) {
    if (!(error instanceof ValiError)) throw error;
    throw new Error(`The properties of bucket ${name} in the template cannot be used: ${error.message}`, {
      cause: error,
    });
  }
}

function versioning(status: 'Enabled' | 'Suspended' | undefined): Versioning {
  if (status === undefined) return 'never';
  return status === 'Enabled' ? 'enabled' : 'suspended';
}
