import type { Bucket } from '../bucket.ts';

/** A conditional write that has begun, with the deletes of its key that happen meanwhile. */
export interface PendingWrite {
  deletedMeanwhile: boolean;
}

/** The conditional writes that have begun and not ended. */
export class PendingWrites {
  readonly #byName = new Map<string, Set<PendingWrite>>();

  /**
   * Registers a conditional write. It must be called before the body is read, and `finish` afterwards, whether the
   * write succeeds or fails.
   */
  begin(bucket: Bucket, key: Uint8Array): PendingWrite & { finish(): void } {
    const name = nameOf(bucket, key);
    const writes = this.#byName.get(name) ?? new Set();
    this.#byName.set(name, writes);
    const write = {
      deletedMeanwhile: false,
      finish: () => {
        writes.delete(write);
        if (writes.size === 0 && this.#byName.get(name) === writes) this.#byName.delete(name);
      },
    };
    writes.add(write);
    return write;
  }

  /** Tells the writes of a key that its object has been deleted. */
  tellDeleted(bucket: Bucket, key: Uint8Array): void {
    if (this.#byName.size === 0) return;
    for (const write of this.#byName.get(nameOf(bucket, key)) ?? []) write.deletedMeanwhile = true;
  }
}

const nameOf = (bucket: Bucket, key: Uint8Array) => `${bucket.name}/${Buffer.from(key).toString('hex')}`;
