import { Transform, type TransformCallback } from 'node:stream';
import { setTimeout as pause } from 'node:timers/promises';

/** Passes on `limit` bytes, then calls `reached` once and drops what comes later. */
export function cutAfter(limit: number, reached: () => void): Transform {
  let passed = 0;
  let isReached = false;
  const reach = (): void => {
    if (!isReached) reached();
    isReached = true;
  };
  if (limit === 0) queueMicrotask(reach);
  return new Transform({
    transform(chunk: Buffer, _encoding, callback: TransformCallback) {
      const kept = chunk.subarray(0, limit - passed);
      passed += kept.length;
      callback(null, kept);
      if (passed >= limit) reach();
    },
  });
}

/** Passes on `limit` bytes and then takes no more, so that the sender gets stuck. */
export function stallAfter(limit: number): Transform {
  let passed = 0;
  return new Transform({
    transform(chunk: Buffer, _encoding, callback: TransformCallback) {
      const kept = chunk.subarray(0, limit - passed);
      passed += kept.length;
      this.push(kept);
      if (passed < limit) callback();
    },
    flush: () => undefined,
  });
}

/** Flips the lowest bit of byte `at`. */
export function flipByte(at: number): Transform {
  let offset = 0;
  return new Transform({
    transform(chunk: Buffer, _encoding, callback: TransformCallback) {
      const inside = at - offset;
      offset += chunk.length;
      if (inside < 0 || inside >= chunk.length) {
        callback(null, chunk);
        return;
      }
      const changed = Buffer.from(chunk);
      changed.writeUInt8(changed.readUInt8(inside) ^ 1, inside);
      callback(null, changed);
    },
  });
}

const smallestWaitMs = 5;

/** Passes on `bytesPerSecond` bytes per second, and everything at once when `until` has resolved. */
export function limitSpeed(bytesPerSecond: number, until?: Promise<unknown>): Transform {
  const over = new AbortController();
  void until?.then(() => over.abort());
  let owedMs = 0;
  return new Transform({
    transform(chunk: Buffer, _encoding, callback: TransformCallback) {
      owedMs += (chunk.length / bytesPerSecond) * 1000;
      if (over.signal.aborted || owedMs < smallestWaitMs) {
        callback(null, chunk);
        return;
      }
      const waitMs = owedMs;
      owedMs = 0;
      const waited = pause(waitMs, undefined, { signal: over.signal }).catch(() => undefined);
      void waited.then(() => callback(null, chunk));
    },
  });
}
