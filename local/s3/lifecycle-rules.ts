import {
  array,
  boolean,
  minValue,
  number,
  optional,
  picklist,
  pipe,
  strictObject,
  string,
  type InferOutput,
} from 'valibot';

const days = pipe(number(), minValue(1));

/** Strict: a rule that asks for more than is built must not be half obeyed. */
export const lifecycleProperties = strictObject({
  Rules: array(
    strictObject({
      Id: optional(string()),
      Status: picklist(['Enabled', 'Disabled']),
      Prefix: optional(string(), ''),
      AbortIncompleteMultipartUpload: optional(strictObject({ DaysAfterInitiation: days })),
      NoncurrentVersionExpiration: optional(
        strictObject({ NoncurrentDays: days, NewerNoncurrentVersions: optional(number(), 0) }),
      ),
      ExpiredObjectDeleteMarker: optional(boolean()),
    }),
  ),
});

/** A rule that is switched on. */
export interface LifecycleRule {
  readonly id: string | undefined;
  readonly prefix: Buffer;
  readonly abortAfterDays: number | undefined;
  readonly noncurrentDays: number | undefined;
  /** So many of the newest noncurrent versions stay whatever their age. */
  readonly keptNoncurrent: number;
  readonly removesLoneMarkers: boolean;
}

export const lifecycleRules = (read: InferOutput<typeof lifecycleProperties> | undefined): readonly LifecycleRule[] =>
  (read?.Rules ?? [])
    .filter(({ Status }) => Status === 'Enabled')
    .map((rule) => ({
      id: rule.Id,
      prefix: Buffer.from(rule.Prefix),
      abortAfterDays: rule.AbortIncompleteMultipartUpload?.DaysAfterInitiation,
      noncurrentDays: rule.NoncurrentVersionExpiration?.NoncurrentDays,
      keptNoncurrent: rule.NoncurrentVersionExpiration?.NewerNoncurrentVersions ?? 0,
      removesLoneMarkers: rule.ExpiredObjectDeleteMarker ?? false,
    }));

export const appliesTo = ({ prefix }: LifecycleRule, key: Uint8Array): boolean =>
  prefix.equals(Buffer.from(key).subarray(0, prefix.length));

const dayMs = 24 * 60 * 60 * 1000;

/**
 * "Amazon S3 calculates the time by adding the number of days specified in the rule to the … time and rounding up the
 * resulting time to the next day at midnight UTC."
 */
export const dueAt = (since: Date, days: number): Date =>
  new Date(Math.ceil((since.getTime() + days * dayMs) / dayMs) * dayMs);

/** When an upload of this key will be aborted, and by which rule: the first to come. */
export function abortion(rules: readonly LifecycleRule[], key: Uint8Array, initiatedAt: Date) {
  const due = rules.flatMap((rule) =>
    rule.abortAfterDays !== undefined && appliesTo(rule, key)
      ? [{ date: dueAt(initiatedAt, rule.abortAfterDays), ruleId: rule.id }]
      : [],
  );
  return due.sort((one, other) => one.date.getTime() - other.date.getTime())[0];
}
