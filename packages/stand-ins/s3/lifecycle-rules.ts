import type { WrittenRule } from './settings/lifecycle.ts';

/** A rule that is enabled. */
export interface LifecycleRule {
  readonly id: string | undefined;
  readonly prefix: Buffer;
  /** The age at which a current object expires. */
  readonly expirationDays: number | undefined;
  readonly abortAfterDays: number | undefined;
  readonly noncurrentDays: number | undefined;
  /** The number of newest noncurrent versions that stay whatever their age. */
  readonly keptNoncurrent: number;
  readonly removesLoneMarkers: boolean;
}

export const lifecycleRules = (written: readonly WrittenRule[]): readonly LifecycleRule[] =>
  written
    .filter(({ Status }) => Status === 'Enabled')
    .map((rule) => ({
      id: rule.Id,
      prefix: Buffer.from(rule.Prefix),
      expirationDays: rule.ExpirationInDays,
      abortAfterDays: rule.AbortIncompleteMultipartUpload?.DaysAfterInitiation,
      noncurrentDays: rule.NoncurrentVersionExpiration?.NoncurrentDays,
      keptNoncurrent: rule.NoncurrentVersionExpiration?.NewerNoncurrentVersions ?? 0,
      removesLoneMarkers: rule.ExpiredObjectDeleteMarker ?? false,
    }));

export const appliesTo = ({ prefix }: LifecycleRule, key: Uint8Array): boolean =>
  prefix.equals(Buffer.from(key).subarray(0, prefix.length));

const dayMs = 24 * 60 * 60 * 1000;

/**
 * Returns the time at which an action is due. "Amazon S3 calculates the time by adding the number of days specified in
 * the rule to the … time and rounding up the resulting time to the next day at midnight UTC."
 */
export const dueAt = (since: Date, days: number): Date =>
  new Date(Math.ceil((since.getTime() + days * dayMs) / dayMs) * dayMs);

/** Returns the time at which an upload of this key will be aborted, and the rule: the earliest one. */
export function plannedAbort(rules: readonly LifecycleRule[], key: Uint8Array, initiatedAt: Date) {
  const due = rules.flatMap((rule) =>
    rule.abortAfterDays !== undefined && appliesTo(rule, key)
      ? [{ date: dueAt(initiatedAt, rule.abortAfterDays), ruleId: rule.id }]
      : [],
  );
  return due.sort((one, other) => one.date.getTime() - other.date.getTime())[0];
}
