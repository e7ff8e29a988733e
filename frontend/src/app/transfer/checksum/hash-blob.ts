import type { Traffic } from '../requests/traffic.ts';

const ignored = () => undefined;

interface Terms {
  signal: AbortSignal;
  /** Called first with 0, when its turn has come. */
  progress?: (hashedBytes: number) => void;
}

/** Hashes when its turn has come. Rejects with `UnreadableFile`, or with the signal's reason. */
export async function hashBlob(
  { hash, ports }: Traffic,
  blob: Blob,
  { signal, progress = ignored }: Terms,
): Promise<string> {
  const leave = await hash.enter(signal);
  try {
    progress(0);
    return await ports.hash(blob, progress, signal);
  } finally {
    leave();
  }
}
