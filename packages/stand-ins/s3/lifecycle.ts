import type { Bucket } from './bucket.ts';
import { plannedAbort, appliesTo, dueAt, type LifecycleRule } from './lifecycle-rules.ts';
import type { ObjectStore } from './store/object-store.ts';
import type { Version } from './store/version-row.ts';

const hourMs = 60 * 60 * 1000;
const everything = { from: Buffer.alloc(0), includeFrom: true, end: undefined };

/**
 * Applies the rules now and every hour until it is stopped; S3 promises no exact time either. A failed run is printed.
 */
export function startLifecycle(store: ObjectStore, buckets: () => Iterable<Bucket>, now: () => Date) {
  const run = async () => {
    try {
      for (const bucket of buckets()) await runLifecycle(store, bucket, now());
    } catch (error) {
      console.error('s3: the lifecycle rules could not be applied', error);
    }
  };
  let running = run();
  const timer = setInterval(() => {
    running = running.then(run);
  }, hourMs).unref();
  return {
    stop: async (): Promise<void> => {
      clearInterval(timer);
      await running;
    },
  };
}

/** Carries out what the rules of a bucket demand by now. */
export async function runLifecycle(store: ObjectStore, bucket: Bucket, now: Date): Promise<void> {
  for (const { key, uploadId, initiatedAt } of [...store.uploads.list(bucket.name, everything)]) {
    const due = plannedAbort(bucket.lifecycle, key, initiatedAt);
    if (due && due.date <= now) await store.abort(() => store.uploads.find(bucket.name, key, uploadId));
  }
  for (const { key, sequence } of [
    ...expiredObjects(store.metadata.listLatest(bucket.name, everything), bucket.lifecycle, now),
  ]) {
    await store.deleteIfCurrent(bucket, key, sequence);
  }
  // Versions come first: a delete marker expires only after the last version under it has gone.
  for (const select of [expiredVersions, expiredDeleteMarkers]) {
    const due = [...select(store.metadata.listVersions(bucket.name, everything, 0), bucket.lifecycle, now)];
    for (const { key, versionId } of due) await store.delete(bucket, { key, versionId, condition: () => undefined });
  }
}

type Select = (versions: Iterable<Version>, rules: readonly LifecycleRule[], now: Date) => Iterable<Version>;

/** Selects current objects that have expired. An expired object is deleted as by a client. */
const expiredObjects: Select = function* (objects, rules, now) {
  for (const object of objects) {
    const isDue = rules.some(
      (rule) =>
        rule.expirationDays !== undefined &&
        appliesTo(rule, object.key) &&
        dueAt(object.modifiedAt, rule.expirationDays) <= now,
    );
    if (isDue) yield object;
  }
};

/** Selects expired versions. A version is noncurrent since the next newer one was written. */
const expiredVersions: Select = function* (versions, rules, now) {
  let newer: Version | undefined;
  let noncurrent = 0;
  for (const version of versions) {
    const isOlder = newer !== undefined && Buffer.compare(newer.key, version.key) === 0;
    noncurrent = isOlder ? noncurrent + 1 : 0;
    const since = newer?.modifiedAt;
    newer = version;
    if (!isOlder || !since) continue;
    const isDue = rules.some(
      (rule) =>
        rule.noncurrentDays !== undefined &&
        appliesTo(rule, version.key) &&
        noncurrent > rule.keptNoncurrent &&
        dueAt(since, rule.noncurrentDays) <= now,
    );
    if (isDue) yield version;
  }
};

/** Selects "expired object delete markers": each is the only version of its key. */
const expiredDeleteMarkers: Select = function* (versions, rules) {
  const isLone = ({ first, count }: { first: Version; count: number }) =>
    count === 1 &&
    first.kind === 'delete-marker' &&
    rules.some((rule) => rule.removesLoneMarkers && appliesTo(rule, first.key));
  let group: { first: Version; count: number } | undefined;
  for (const version of versions) {
    if (group && Buffer.compare(group.first.key, version.key) === 0) {
      group.count += 1;
      continue;
    }
    if (group && isLone(group)) yield group.first;
    group = { first: version, count: 1 };
  }
  if (group && isLone(group)) yield group.first;
};
